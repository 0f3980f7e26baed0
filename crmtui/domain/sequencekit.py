"""The sequences that come with the program, in Chinese and in English."""

from __future__ import annotations

from crmtui.domain.sequences import Planned


def _steps(*given: tuple[str, str]) -> tuple[Planned, ...]:
    return tuple(Planned(*each) for each in given)


# In Chinese and in English: what a step says goes into the data, in the user's language.
SHIPPED = (
    (
        ("新询价", "new enquiry"),
        (
            _steps(("1天", "电话：确认需求和数量"), ("3天", "报价，发资料或样品"),
                   ("7天", "回访：方案有没有疑问"), ("14天", "约见或最后一次确认")),
            _steps(("1d", "call: what is needed, how much"), ("3d", "send quote and samples"),
                   ("7d", "call back: any questions"),
                   ("14d", "suggest a visit, or ask once more")),
        ),
    ),
    (
        ("报价跟进", "quote sent"),
        (
            _steps(("3天", "电话：收到报价了吗"), ("10天", "拜访或视频，谈条件"),
                   ("20天", "确认报价结果")),
            _steps(("3d", "call: has the quote arrived"),
                   ("10d", "visit or video call: the terms"),
                   ("20d", "ask what became of the quote")),
        ),
    ),
    (
        ("沉睡客户", "dormant customer"),
        (
            _steps(("1天", "微信问候，近况如何"), ("7天", "电话：最近有什么需求"),
                   ("21天", "寄新品目录或优惠"), ("45天", "拜访，或改为沉睡")),
            _steps(("1d", "a short message: how are things"), ("7d", "call: any new needs"),
                   ("21d", "send the new catalogue or an offer"), ("45d", "visit, or let it rest")),
        ),
    ),
)  # fmt: skip
