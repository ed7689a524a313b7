"""Fictional people: the same for the same seed, of many backgrounds, as general practice is."""

from collections.abc import Iterator
from random import Random
from typing import Final

_FIRST: Final = """
Aisha Amara Amir Anjali Anna Arjun Aoife Ben Beth Bilal Bronwen Carys Chidi Chloe Daniel Deepa Dylan
Ebele Elena Ella Emeka Esther Farah Fatima Finn Freya Gareth Grace Hana Hannah Harriet Hugo Ibrahim
Imogen Isla Jacob Jamila Jaya Joel Joseph Kamal Katya Kieran Kwame Laila Lena Lewis Lucia Maeve
Malik Maria Marcus Mei Miriam Mohan Nadia Naomi Ngozi Nia Nikhil Noor Olivia Omar Oscar Owen Padma
Peter Petra Quentin Rafael Rania Rhys Robin Rosa Ruth Sade Salma Samira Sean Sofia Stella Tariq Tess
Theo Tomasz Uma Usman Vera Victor Wanjiru Wei Will Xanthe Yasmin Yusuf Zainab Zara Zoe
"""
_LAST: Final = """
Abara Adeyemi Ahmed Akhtar Allen Amos Anand Archer Ashdown Bakare Banerjee Barrow Begum Bell Bevan
Blythe Boateng Brennan Burrows Carver Chand Chaudhry Chen Clarke Cole Connolly Coyle Crane Dale Dar
Das Davies Desai Dixon Doyle Ellery Evans Fairley Farrow Ferris Fofana Gale Ghosh Gill Gomez Grant
Haddad Hale Hansen Hart Hayes Holt Hussain Ibe Iqbal Jain James Jarrow Joshi Kaur Kelly Khan Klein
Koroma Lam Larkin Lewis Lindqvist Lloyd Lowe Malik Mensah Mistry Moore Morgan Nair Nasser Nolan
Nwosu Obi Okafor Osei Owens Park Parry Patel Pereira Pike Price Pryce Quist Raman Redfern Rees Rowe
Roy Sage Sandhu Shah Sharpe Singh Slade Sousa Tan Thorne Tully Uddin Vale Varga Wade Walsh Ward Webb
Wolski Wong Yates Young Zaman
"""
FIRST, LAST = _FIRST.split(), _LAST.split()


def people(rng: Random, *, doctors: float) -> Iterator[tuple[str, str]]:
    """Names with addresses, without end; a share of them doctors. Addresses never repeat."""
    number = 0
    while True:
        number += 1
        first, last = rng.choice(FIRST), rng.choice(LAST)
        title = "Dr " if rng.random() < doctors else ""
        yield f"{title}{first} {last}", f"{first}.{last}.{number}@people.example.org".lower()
