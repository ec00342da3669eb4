"""Amounts of money: what a user types (`500M`, `1.5bn`, `EUR 3 million`) and how a screen shows them (`USD 3.9 bn`)."""

from __future__ import annotations

SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "mrd": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "trillion": 10**12,
    "万": 10**4,
    "亿": 10**8,
}
LONGEST_FIGURE = 40
SIGNS = {"€": "EUR", "£": "GBP", "us$": "USD", "hk$": "HKD", "rmb": "CNY", "cn¥": "CNY"}


def parse_amount(text: str) -> tuple[int | float, str | None]:
    """Amount in plain units and the ISO 4217 code if the text names one; ValueError if it is no amount.

    `$` and `¥` name no currency: several use them.
    """
    rest = _without_separators(text.strip().replace("_", "").replace(" ", ""))
    currency: str | None = None
    lowered = rest.lower()
    for sign, code in SIGNS.items():
        if lowered.startswith(sign):
            rest, currency = rest[len(sign) :], code
            break
    else:
        if len(rest) > 3 and rest[:3].isascii() and rest[:3].isalpha() and rest[:3].isupper():
            currency, rest = rest[:3], rest[3:]
        elif rest[:1] in ("$", "¥"):
            rest = rest[1:]
    digits = 0
    while digits < len(rest) and (rest[digits].isascii() and (rest[digits].isdigit() or rest[digits] == ".")):
        digits += 1
    number, unit = rest[:digits], rest[digits:].rstrip(".")
    if currency is None and len(unit) >= 3 and unit[-3:].isupper() and unit[-3:].isascii() and unit[-3:].isalpha():
        unit, currency = unit[:-3], unit[-3:]
    scale = SCALES.get(unit.lower())
    if scale is None or not number or number.count(".") > 1 or number == "." or len(number) > LONGEST_FIGURE:
        raise ValueError(f"not an amount: {text!r}")
    whole, _, fraction = number.partition(".")
    return unscaled(int((whole or "0") + fraction) * scale, len(fraction)), currency


def _without_separators(text: str) -> str:
    # "1,500" is a thousand and a half, "1,5" is what half of Europe writes for one and a half
    head, *groups = text.split(",")
    if not groups:
        return text
    sizes = [len(group) - len(group.lstrip("0123456789")) for group in groups]
    if head[-1:].isdigit() and all(size == 3 for size in sizes) and "." not in head:
        return head + "".join(groups)
    if len(groups) == 1 and "." not in text and sizes[0]:
        return f"{head}.{groups[0]}"
    raise ValueError(f"not an amount: {text!r}")


def unscaled(scaled: int, decimals: int) -> int | float:
    """`scaled / 10**decimals`, an int where it is whole."""
    divisor: int = 10**decimals
    return scaled // divisor if scaled % divisor == 0 else scaled / divisor


def short(amount: int | float, currency: str | None) -> str:
    """For a screen: code, three significant figures, `tn`, `bn`, `m` or `k`: `USD 3.9 bn`."""
    size = abs(amount)
    for scale, unit in ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k")):
        # 999.6 m would round to 1000 m: such a figure is told in the next unit
        if size >= scale * 0.9995:
            figure, suffix = _three_figures(amount / scale), f" {unit}"
            break
    else:
        figure, suffix = _three_figures(amount), ""
    return f"{currency} {figure}{suffix}" if currency else f"{figure}{suffix}"


def _three_figures(number: float) -> str:
    decimals = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    text = f"{number:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(amount: int | float, currency: str | None) -> str:
    """In full, with thousands separators: `USD 753,000,000`."""
    text = f"{amount:,}"
    return f"{currency} {text}" if currency else text
