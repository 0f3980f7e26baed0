"""What somebody wrote in a mail, without the mails quoted below it."""

from __future__ import annotations

import re

_FORWARDED = re.compile(
    r"^\W{0,40}(?:begin forwarded message|forwarded message|weitergeleitete nachricht|"
    r"message transféré|转发的?(?:邮件|消息)|轉寄郵件|转发邮件信息)",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^\W{2,40}(?:original(?: message| appointment)?|原始邮件|原始郵件|邮件原件|"
    r"ursprüngliche nachricht|message d'origine|mensaje original)\W{0,40}$",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"^(?:on\b.{6,300}\bwrote|at\b.{6,300}\bwrote|am\b.{6,300}\bschrieb\b.{0,100}|"
    r"le\b.{6,300}a écrit|el\b.{6,300}escribió|[在于於].{4,300}(?:写道|寫道)|"
    r"\d{4}[年/.-].{4,300}(?:写道|寫道)|.{1,200}<[^<>\s]{3,100}@[^<>\s]{3,100}>\s?(?:写道|寫道|wrote))"
    r"\s?[:：]$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"^\W{0,3}(?:from|发件人|寄件者|寄件人|von|de|da|差出人)\W{0,3}[:：]", re.IGNORECASE
)
_BESIDE_FROM = re.compile(
    r"^\W{0,3}(?:sent|date|to|cc|subject|发送时间|发送日期|日期|时间|收件人|抄送|主题|寄件日期|收件者|副本|主旨|"
    r"gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto)\W{0,3}[:：]",
    re.IGNORECASE,
)
_LONGEST = 600  # of a line that can introduce a quotation
_COLONS = ":："
_NEAR = 6  # lines in which the other headers of a quoted mail follow its sender


def own_words(text: str) -> str:
    """The text without quoted replies; all of it where it is nothing but a quotation.

    Forwarded mails stay: passing them on is what was written.
    """
    lines = text.split("\n")
    if any(_FORWARDED.match(line) for line in lines if len(line) < _LONGEST):
        return text
    kept = "\n".join(_kept(lines)).strip()
    return kept if any(char.isalnum() for char in kept) else text


def _kept(lines: list[str]) -> list[str]:
    kept: list[str] = []
    skip = 0
    for at, line in enumerate(lines):
        if skip or line.startswith(">"):
            skip = max(0, skip - 1)
            continue
        if _begins_original(lines, at):
            return kept
        introducing = _introducing(lines, at)
        if not introducing:
            kept.append(line)
        elif not _marked_below(lines, at + introducing):
            return kept
        skip = max(0, introducing - 1)
    return kept


def _begins_original(lines: list[str], at: int) -> bool:
    """Whether the mail answered to follows from here on whole, with its headers."""
    line = lines[at].strip()
    if _is_long_or_empty(line):
        return False
    if not line[0].isalnum() and _ORIGINAL.match(line):
        return True
    if not _FROM.match(line):
        return False
    following = [each.strip() for each in lines[at + 1 : at + 1 + _NEAR] if len(each) < _LONGEST]
    return sum(map(bool, map(_BESIDE_FROM.match, following))) >= 2


def _introducing(lines: list[str], at: int) -> int:
    """How many lines from here say who wrote what is quoted below: none, one, or a wrapped two."""
    line = lines[at].strip()
    if _is_long_or_empty(line):
        return 0
    if line[-1] in _COLONS and _ATTRIBUTION.match(line):
        return 1
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if _is_long_or_empty(following) or following[-1] not in _COLONS:
        return 0
    return 2 if _ATTRIBUTION.match(f"{line} {following}") else 0


def _is_long_or_empty(line: str) -> bool:
    return not line or len(line) > _LONGEST


def _marked_below(lines: list[str], at: int) -> bool:
    """Whether the quotation is marked line by line, so that one's own words may follow it."""
    return any(line.startswith(">") for line in lines[at : at + 4])
