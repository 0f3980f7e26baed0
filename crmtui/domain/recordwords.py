"""The words above the columns of contact records, next steps and days that matter."""

from __future__ import annotations

from collections.abc import Mapping

from crmtui.domain.headerwords import CUSTOMER, by_word

_WHOSE = {
    "number": CUSTOMER["number"] + " 所属客户编号",
    "name": CUSTOMER["name"]
    + " 所属客户 关联客户 相关客户 relatedto relatedaccount accountcompany",
    "contact": (
        CUSTOMER["contact.name"]
        + " 对方联系人 姓名 拜访对象 名字 contactfullname relatedcontact associatedcontact"
    ),
}
_REP = CUSTOMER["owner"] + " 拜访人 记录人 联系人员 执行人 user mitarbeiter assignedto"

_HISTORY = {
    **_WHOSE,
    "on": (
        "日期 时间 联系日期 联系时间 沟通日期 沟通时间 拜访日期 拜访时间 跟进日期 跟进时间 "
        "记录时间 记录日期 date datum on contactdate activitydate calldate visitdate "
        "datetime startdate"
    ),
    "kind": (
        "方式 联系方式 沟通方式 跟进方式 拜访方式 跟进类型 类型 kind type channel method "
        "activitytype art"
    ),
    "summary": (
        "内容 沟通内容 联系内容 跟进内容 拜访内容 跟进记录 沟通记录 拜访记录 联系记录 记录 "
        "摘要 情况 跟进情况 事项 content summary subject details notes note inhalt betreff "
        "notiz whathappened"
    ),
    "outcome": "结果 outcome result ergebnis",
    "next_on": CUSTOMER["next_on"] + " followup followupon next 下次时间",
    "next_what": CUSTOMER["next_what"] + " 下次内容",
    "rep": _REP,
}

_STEPS = {
    **_WHOSE,
    "due_on": (
        CUSTOMER["next_on"] + " 计划日期 计划时间 到期日 到期日期 到期时间 截止日期 截止时间 截止 "
        "提醒日期 提醒时间 完成期限 日期 时间 date due dueon duedate deadline remindon "
        "reminderdate faellig fällig fälligam datum"
    ),
    "time": "时刻 几点 time dueclock duetime uhrzeit",
    "what": (
        CUSTOMER["next_what"]
        + " 待办 待办事项 任务 任务名称 任务内容 计划 计划内容 跟进事项 跟进计划 事项 内容 "
        "跟进内容 what task taskname todo title subject tasksubject nextaction action "
        "aufgabe betreff"
    ),
    "kind": "方式 跟进方式 类型 任务类型 kind type tasktype art",
    "status": "状态 完成状态 完成情况 是否完成 进度 status taskstatus done completed erledigt",
    "closed_on": "完成日期 完成时间 closedon completedon completiondate doneon erledigtam",
    "priority": "优先级 优先 紧急程度 priority taskpriority priorität",
    "rep": _REP,
}

_DAYS = {
    **_WHOSE,
    "kind": "类型 纪念日类型 纪念日 日子 名目 kind type occasion occasiontype event anlass art",
    "label": "名称 说明 标题 纪念日名称 label title",
    "day": "日期 纪念日日期 公历日期 阳历日期 day date datum tag on",
    "lunar_day": "农历日期 阴历日期 农历 lunardate lunarday lunar",
    "calendar": "历法 日历 公历农历 calendar kalender",
    "lead_days": "提前天数 提前 提前提醒 提前提醒天数 提醒天数 leaddays lead daysbefore vorlauf",
    "note": "备注 note notes remarks bemerkung",
}

HISTORY_HEADINGS: Mapping[str, str] = by_word(_HISTORY)
STEP_HEADINGS: Mapping[str, str] = by_word(_STEPS)
DAY_HEADINGS: Mapping[str, str] = by_word(_DAYS)
# Words that only a list of next steps, or of days, has: a bare date and a remark are anybody's.
TELLING_STEPS = frozenset(
    by_word(
        {
            "due_on": "计划日期 计划时间 到期日 到期日期 到期时间 截止日期 截止时间 截止 提醒日期 "
            "提醒时间 due dueon duedate deadline reminderdate fällig fälligam",
            "what": CUSTOMER["next_what"]
            + " 待办 待办事项 任务 任务名称 任务内容 跟进事项 跟进计划 task taskname todo "
            "tasksubject nextaction aufgabe",
            "status": "完成状态 完成情况 是否完成 taskstatus",
        }
    )
)
TELLING_DAYS = frozenset(
    by_word(
        {
            "kind": "纪念日类型 纪念日 occasion occasiontype anlass",
            "day": "纪念日日期",
            "lead_days": _DAYS["lead_days"],
            "calendar": _DAYS["calendar"],
        }
    )
)
