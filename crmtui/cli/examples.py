"""Examples and notes for the help pages; the commands themselves are the same in every language."""

from __future__ import annotations

from crmtui.domain.words import N_

_WHEN = N_(
    "WHEN is a day: 2026-12-01, 12-01, 3d, 2w, tomorrow, next tue, eom, 明天, 下周三, 3天后, 月底, "
    "3个工作日后; a time may follow: “明天 14:00”."
)
_CUSTOMER = N_(
    "CUSTOMER is a customer number, id:12, or words: one match acts; several are listed and "
    "nothing is done."
)

EXAMPLES: dict[str, tuple[str, ...]] = {
    "today": (
        "crmtui today",
        "crmtui today --limit 10",
        "crmtui today --old",
        "crmtui today --json",
    ),
    "find": (
        "crmtui find 物流",
        "crmtui find ouyang",
        "crmtui find lml",
        "crmtui find 王 8833",
        "crmtui find +86138 --json",
        "crmtui find mobel | cut -f1,3",
    ),
    "show": (
        "crmtui show 1042",
        "crmtui show id:12",
        "crmtui show 南宁博纳",
        "crmtui show 博纳 --json",
    ),
    "add": (
        "crmtui add 宁波国林电子 grade=B city=宁波 contact=孙超 mobile=13800138000",
        'crmtui add "Möbel Huber GmbH" contact="Anna Huber" email=anna@huber.example tags=wood',
        "crmtui add 单磊 kind=person wechat=sl_8833 birthday=农历八月十五",
    ),
    "edit": (
        "crmtui edit 1042 grade=A stage=active",
        "crmtui edit 博纳 等级=A 备注=喜欢钓鱼",
        "crmtui edit id:12 +tag=展会 -tag=冷 note=",
    ),
    "archive": ("crmtui archive 1042", "crmtui archive id:12 --undo"),
    "log": (
        "crmtui log 博纳 已报价30吨，等老板拍板",
        'crmtui log 1042 "看了仓库" --kind 拜访 --at 昨天 --next "下周三: 报价"',
        'crmtui log id:12 "asked for samples" --kind email --direction in --next "3d: send them"',
        "crmtui log 博纳 没人接 --outcome 未接",
        'crmtui log 博纳 "要看样品" --promise "周五: 寄样品"',
    ),
    "plan": (
        "crmtui plan 博纳 下周三 报价",
        'crmtui plan 1042 "tomorrow 14:00" visit',
    ),
    "done": ("crmtui done 42", "crmtui done 42 43"),
    "snooze": ("crmtui snooze 42 3d", "crmtui snooze 42 下周一"),
    "promise": (
        "crmtui promise 博纳 周五 寄样品",
        "crmtui promise --kept 7",
        'crmtui promise --put-off 7 下周三 --why "等工厂排期"',
        'crmtui promise --broken 7 --why "样品断货"',
    ),
    "promises": (
        "crmtui promises --open",
        "crmtui promises 博纳",
        "crmtui promises --month --json",
    ),
    "undo": (
        "crmtui undo",
        "crmtui undo --list --limit 50",
        "crmtui undo --op 17",
        "crmtui undo --import 3 --dry-run",
    ),
    "redo": ("crmtui redo",),
    "imports": ("crmtui imports", "crmtui imports show 3", "crmtui imports --json"),
    "duplicates": (
        "crmtui duplicates",
        "crmtui duplicates --contacts --limit 50",
        "crmtui duplicates --not-same 1042 1077",
    ),
    "merge": (
        "crmtui merge 1042 1077 --dry-run",
        "crmtui merge 1042 1077 --take grade=other --take note=both",
        "crmtui merge --contacts 12 57 --yes",
    ),
    "unmerge": ("crmtui unmerge 1042",),
    "import": (
        "crmtui import 老客户跟进表.xlsx --dry-run",
        "crmtui import 老客户跟进表.xlsx",
        "crmtui import *.csv --yes --json",
        "crmtui import old.csv --encoding big5 --date-order dmy",
        "crmtui import 老客户/ Inbox.mbox --me-address me@example.cn",
        "crmtui import - --yes --json",
        "crmtui import old.csv --map 'Tel. 2=mobile' --map 'Rabatt=custom number:Rabatt' --map H=-",
        "crmtui import old.xlsx --sheet 客户 --heading-row 3 --profile wholesale",
        "crmtui import new.xlsx --yes --rejects left.xlsx",
        "crmtui import new.xlsx --duplicates create --overwrite",
    ),
    "occasions": (
        "crmtui occasions",
        "crmtui occasions --days 7 --grade A,B",
        "crmtui occasions --kind birthday --json",
    ),
    "greet": (
        "crmtui greet 中秋 --grade A,B",
        "crmtui greet birthdays --days 7",
        "crmtui greet 春节 tag:展会 --export 春节.xlsx",
        "crmtui greet 中秋 --grade A --sent --channel wechat --gift 月饼 --value 128",
        "crmtui greet christmas region:Berlin --text 'Dear {salutation}, merry Christmas!'",
    ),
    "templates": (
        "crmtui templates 中秋",
        "crmtui templates 中秋 --set '{称呼}，中秋快乐！{公司}上下都好吧？' --for company",
        "crmtui templates --remove 3",
    ),
    "calendar": ("crmtui calendar", "crmtui calendar 2027-02", "crmtui calendar next --json"),
    "holidays": (
        "crmtui holidays",
        "crmtui holidays 2025 --json",
        "crmtui holidays --country DE",
        "crmtui holidays --edit",
    ),
    "lunar": (
        "crmtui lunar",
        "crmtui lunar 1985-03-08",
        "crmtui lunar 农历八月十五",
        "crmtui lunar 2025年闰六月十五 --json",
        "crmtui lunar 除夕",
    ),
    "export": (
        "crmtui export all 备份.xlsx",
        "crmtui export all backup.json --force",
        "crmtui export customers 客户.csv --grade A,B",
        "crmtui export customers 客户.csv --encoding gb18030",
        "crmtui export follow-up-sheet 客户跟进表.xlsx",
        "crmtui export contacts 通讯录.vcf 物流 宁波",
        "crmtui export occasions 生日.ics",
        "crmtui export customers 博纳.html 博纳",
        "crmtui export customers - --format csv | head",
    ),
    "profiles": (
        "crmtui profiles",
        "crmtui profiles show wholesale",
        "crmtui profiles rename wholesale 批发",
        "crmtui profiles remove 批发 --yes",
    ),
    "fields": (
        "crmtui fields",
        "crmtui fields add 车牌",
        "crmtui fields add 月用量 --kind number",
        "crmtui fields add 规模 --kind choice --choices 小,中,大",
        "crmtui fields rename 月用量 每月用量",
        "crmtui fields use freight",
    ),
    "config": (
        "crmtui config",
        "crmtui config lang zh_CN",
        "crmtui config rhythm.A 5,10",
        "crmtui config me 小陈",
        "crmtui config lead_days --unset",
    ),
    "doctor": ("crmtui doctor", "crmtui doctor --fix"),
    "completion": (
        'eval "$(crmtui completion bash)"      # in ~/.bashrc',
        'eval "$(crmtui completion zsh)"       # in ~/.zshrc',
        "crmtui completion fish | source       # in ~/.config/fish/config.fish",
    ),
    "demo": ("crmtui demo",),
}

NOTES: dict[str, tuple[str, ...]] = {
    "today": (
        N_(
            "In a pipe: customer id, follow-up id, sign, grade, name, contact, phone, due day, "
            "urgency, reasons; one customer per line, separated by tabs."
        ),
    ),
    "find": (
        N_("All words must match, anywhere on the card, its tags, phones, notes and history."),
        N_(
            "In a pipe: id, number, name, short name, grade, stage, region, contact, position, "
            "phone, last touch, next step; one customer per line, separated by tabs."
        ),
    ),
    "occasions": (
        N_(
            "In a pipe: customer id, occasion id, day, kind, days ahead, customer, grade, contact, "
            "both dates with the rule, years; one per line, separated by tabs."
        ),
    ),
    "greet": (
        N_(
            "Places in braces are filled in: {称呼} {姓名} {公司} {节日} {年龄} {我}, or "
            "{salutation} {name} {company} {festival} {age} {me}. A message for which something "
            "is missing is never sent."
        ),
        N_("Who was greeted for a day is remembered and left out the next time."),
    ),
    "holidays": (
        N_("A year that is not announced yet says so; it lists only what the law names."),
    ),
    "lunar": (N_("Without a year it is the next such day to come."),),
    "show": (
        _CUSTOMER,
        N_("In a pipe: one fact per line, the first word says what it is about."),
    ),
    "add": (
        N_(
            "A field is written field=value, by its code or its words. Fields of the contact: "
            "contact, position, mobile, phone, email, wechat, qq, birthday …"
        ),
    ),
    "edit": (
        _CUSTOMER,
        N_(
            "A field is written field=value, by its code or its words; an empty value erases it. "
            "tags=a,b sets all tags, +tag=a adds one, -tag=a takes one off."
        ),
    ),
    "archive": (_CUSTOMER,),
    "log": (_CUSTOMER, _WHEN),
    "plan": (_CUSTOMER, _WHEN),
    "snooze": (_WHEN,),
    "promise": (
        _CUSTOMER,
        _WHEN,
        N_("A promise is put off, or noted as broken, only with a reason; both are counted."),
    ),
    "promises": (
        N_(
            "In a pipe: promise id, customer id, customer, made on, due on, status (open, overdue, "
            "kept, late, broken), what, kept or broken on, times put off, why; separated by tabs. "
            "With --month: month, kept, kept late, broken, overdue, open, share kept."
        ),
    ),
    "export": (
        N_(
            "Formats: csv, tsv, xlsx, json, jsonl, vcard3, vcard4, ics, md, html. “all” as JSON "
            "or XLSX is complete: imported into an empty database it gives the same database. "
            "“all” as CSV writes several files: NAME-customers.csv, NAME-contacts.csv …"
        ),
        N_("A file that is there is left alone without --force; a failed export leaves no file."),
    ),
    "undo": (
        N_("What was changed again since then stays as it is, and is named."),
        N_(
            "A customer of an import that was used since (a call logged, a step planned) stays "
            "with its contacts, phones, days and history."
        ),
        N_(
            "--list in a pipe: operation, when, where, what, “undone” or nothing; separated by "
            "tabs. The operations of undo and redo are listed too, and can be undone like others."
        ),
    ),
    "imports": (
        N_(
            "In a pipe: import, when, rows new, updated, the same and unclear, problems, files, "
            "when it was taken back; separated by tabs."
        ),
    ),
    "duplicates": (
        N_(
            "In a pipe: likelihood in percent, then id, number and name of the one and of the "
            "other, and why; one pair per line, separated by tabs."
        ),
    ),
    "merge": (
        _CUSTOMER,
        N_(
            "The one that stays keeps what it says and gets what it lacks; notes and needs are "
            "joined. The other's number goes on finding it. crmtui undo takes it apart again."
        ),
    ),
    "unmerge": (_CUSTOMER,),
    "import": (
        N_(
            "Shows what it understood and asks before anything is written. The same file twice "
            "changes nothing, an old one sets nothing back, and empty cells erase nothing; "
            "--overwrite says otherwise."
        ),
        N_(
            "--duplicates: ask goes through possible duplicates one by one, update takes whom it "
            "most likely is, create makes customers of their own, skip leaves them out; --yes "
            "alone leaves them out, and --rejects writes them into a file to mend."
        ),
        N_(
            "--map takes a column's heading, its letter, or SHEET!HEADING, and a field by its code "
            "or its words; “-” leaves it out, “custom”, “custom:NAME” or “custom number:NAME” "
            "makes a field of your own (text, number, date, choice, yesno)."
        ),
    ),
}
