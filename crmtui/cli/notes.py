"""Notes for the help pages: what the examples do not say."""

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

NOTES: dict[str, tuple[str, ...]] = {
    "today": (
        N_(
            "In a pipe: customer id, follow-up id, sign, grade, name, contact, phone, due day, "
            "urgency, reasons, section; one customer per line, separated by tabs."
        ),
    ),
    "why": (
        _CUSTOMER,
        N_("In a pipe: points, part, what for; the last line is the sum; separated by tabs."),
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
    "changes": (
        _CUSTOMER,
        N_(
            "In a pipe: operation, when, who, where, what was done, state, customer, kind of row, "
            "sign (+ new, ~ changed, − deleted), field, old, new; one field per line, separated "
            "by tabs."
        ),
    ),
    "delete": (
        _CUSTOMER,
        N_("Nothing is lost by it: “crmtui bin” lists what was deleted and brings it back."),
    ),
    "bin": (
        N_(
            "What has been in it for bin_days (90, in the settings; 0 keeps it for ever) is let "
            "go of when the bin is next looked at."
        ),
        N_("In a pipe: number, when, who, what, rows, days left; separated by tabs."),
    ),
    "erase": (
        N_(
            "Asks for the name to be typed; there is no way back and no backup is made first. "
            "Says where the name still stands and which backups hold it."
        ),
        N_("To only put something away, there is “crmtui delete”: it can be brought back."),
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
