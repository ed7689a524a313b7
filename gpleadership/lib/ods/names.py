"""Names that can be read: ODS publishes them in capitals."""

import re
from typing import Final

_WORD: Final = re.compile(r"[A-Z0-9]+(?:['\u2019][A-Z0-9]+)*")
_APOSTROPHE: Final = re.compile("['\u2019]")
_MC: Final = re.compile(r"MC[A-Z]{3,}")
_ORDINAL: Final = re.compile(r"[0-9]+(ST|ND|RD|TH)")

_SMALL: Final = frozenset(["and", "at", "by", "for", "in", "of", "on", "the", "to", "upon", "with"])
_INITIALS: Final = frozenset(
    [
        "PCN",
        "PCNS",
        "NHS",
        "GP",
        "GPS",
        "LMC",
        "LMCS",
        "ICB",
        "ICS",
        "CCG",
        "CIC",
        "LLP",
        "UK",
        "UEA",
        "PMS",
        "APMS",
        "GMS",
        "SAS",
        "HMP",
        "YOI",
        "OOH",
        "WIC",
        "UTC",
        "UCC",
        "MIU",
        "ENT",
        "ADHD",
        "IUC",
        "RAF",
        "MOD",
        "AQP",
        "NEL",
        "BHF",
        "FHP",
        "ICO",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
    ]
)
_SPELT_WITHOUT_VOWELS: Final = frozenset(
    [
        "DR",
        "DRS",
        "MR",
        "MRS",
        "MS",
        "ST",
        "RD",
        "CTR",
        "CTRS",
        "CNTR",
        "LTD",
        "PTNR",
        "PTNRS",
        "HLTH",
        "HTH",
        "GRP",
        "SQ",
        "BLVD",
        "PK",
        "MT",
        "TCE",
        "GT",
        "NG",
        "SVC",
        "SVCS",
    ]
)
_OPENS: Final = ("(", "/", "@", ",", " -")


def display_name(name: str) -> str:
    """`QUEENS PARK MEDICAL CENTRE` as "Queens Park Medical Centre"; a name with any small letter stays as it is.

    Initials (PCN, GP, SWB) stay capitals: those known, those with a digit, and those without a vowel. `MCKENZIE` is
    McKenzie, `O'CONNELL` O'Connell, but `MACMILLAN` Macmillan: Mac cannot be told from MACKLIN.
    """
    tidied = " ".join(name.split())
    if any(sign.islower() for sign in tidied):
        return tidied
    return _WORD.sub(lambda found: _spell(found[0], tidied[: found.start()].rstrip(" "), tidied), tidied)


def _spell(word: str, before: str, name: str) -> str:
    """One word, by what stands before it: a small word is small unless something begins with it."""
    if word.lower() in _SMALL and before and not before.endswith(_OPENS):
        return word.lower()
    if word in _INITIALS:
        return f"{word[:-1]}s" if word.endswith("S") and word[:-1] in _INITIALS else word
    if _ORDINAL.fullmatch(word):
        return word.lower()
    if _is_initials(word):
        return word
    return _capitalised(word)


def _is_initials(word: str) -> bool:
    stem = _APOSTROPHE.split(word)[0]
    if any(sign.isdigit() for sign in stem):
        return True
    return len(stem) > 1 and not any(sign in "AEIOUY" for sign in stem) and stem not in _SPELT_WITHOUT_VOWELS


def _capitalised(word: str) -> str:
    if word[1:2] in ("'", "\u2019") and word[0] in "OD" and len(word) > 3:
        return word[:2] + word[2:].capitalize()
    if _MC.fullmatch(word) and any(sign in "AEIOUY" for sign in word[2:]):
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize()
