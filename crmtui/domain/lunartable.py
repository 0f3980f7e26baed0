"""The months of the lunar years 1900 to 2100, as astronomers have reckoned them.

Five hexadecimal digits a year: whether the leap month has 30 days; whether each of the twelve
months has (a bit each, the first month first); and which month comes twice, 0 where none does.
"""

from __future__ import annotations

FIRST_YEAR = 1900
FIRST_DAY = 693626  # the ordinal of the Chinese New Year of 1900, 31 January
_DIGITS = 5
_YEARS = (
    "04bd804ae00a570054d50d2600d95016554056a009ad0055d204ae00a5b60a4d00d2501d2550b5400d6a00ada2"
    "095b014977049700a4b00b4b506a5006d401ab5402b6009570052f204970065660d4a00ea5016a9505ad002b60"
    "186e3092e01c8d70c9500d4a01d8a60b550056a01a5b4025d0092d00d2b20a9500b55706ca00b5501535504da0"
    "0a5b014573052b00a9a80e95006aa00aea60ab5004b600aae40a570052600f2630d95005b57056a0096d004dd5"
    "04ad00a4d00d4d40d2500d5580b5400b6a0195a6095b0049b00a9740a4b00b27a06a5006d400af460ab6009570"
    "04af504970064b0074a30ea5006b5805ac00ab60096d5092e00c9600d9540d4a00da5007552056a00abb7025d0"
    "092d00cab50a9500b4a00baa40ad50055d904ba00a5b015176052b00a9300795406aa00ad5005b5204b600a6e6"
    "0a4e00d2600ea650d53005aa0076a3096d004afb04ad00a4d01d0b60d2500d5200dd450b5a0056d0055b2049b0"
    "0a5770a4b00aa501b25506d200ada014b6309370049f804970064b0168a60ea5006b201a6c40aae0092e00d2e3"
    "0c9600d5570d4a00da5005d55056a00a6d0055d4052d00a9b80a9500b4a00b6a60ad50055a00aba40a5b0052b0"
    "0b273069300733706aa00ad5014b5504b600a570054e40d2600e9680d5200daa016aa6056d004ae00a9d40a4d0"
    "0d1500f2520d520"
)


def months_of(year: int) -> list[tuple[int, bool, int]]:
    """The months of a lunar year in order: number, whether the leap one, and its days."""
    leap, made = _bits(year) & 15, []
    for month in range(1, 13):
        made.append((month, False, 29 + (_bits(year) >> (16 - month) & 1)))
        if month == leap:
            made.append((month, True, 29 + (_bits(year) >> 16)))
    return made


def days_in(year: int) -> int:
    """How many days a lunar year has."""
    bits = _bits(year)
    days = 12 * 29 + (bits >> 4 & 0xFFF).bit_count()
    return days + (29 + (bits >> 16) if bits & 15 else 0)


def _bits(year: int) -> int:
    at = (year - FIRST_YEAR) * _DIGITS
    return int(_YEARS[at : at + _DIGITS], 16)
