"""What a document says, from `balju generate -f json`, and how a text that was read is compared with it."""

import json
import pathlib
import re
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = tomllib.loads((ROOT / "templates/layout/words.toml").read_text(encoding="utf-8"))
# Printed after a value that nobody has decided; the model says it as a field, not as text.
MARK = re.sub(r"\s", "", WORDS["default"])
BULLET = re.compile(r"^\s*[•◦▪■□○●‣·–]\s*", re.MULTILINE)
FIELDS = ("number", "title", "definition", "details", "acceptance", "deliverables")


def squeeze(text):
    """A text without white space, bullets and the mark of defaults."""
    return re.sub(r"\s", "", BULLET.sub("", text)).replace(MARK, "")


def joined(requirement, field):
    """A field of a requirement as one squeezed text."""
    value = requirement[field]
    return squeeze("\n".join(value) if isinstance(value, list) else value)


class Truth:
    """One document."""

    def __init__(self, path):
        self.model = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        self.requirements = self.model["requirements"]
        self.by_number = {one["number"]: one for one in self.requirements}
        # (text, number of the requirement that it opens or None) in the order of reading.
        self.texts = [(self.model["title"], None)]
        self.printed = []
        for section in self.model["sections"]:
            self.texts.append((section["title"] or "", None))
            self._walk(section["blocks"])

    def _walk(self, blocks):
        for block in blocks:
            kind = block["type"]
            if kind in ("heading", "paragraph"):
                self.texts.append((block["text"], None))
            elif kind == "list":
                for item in block["items"]:
                    self._walk(item)
            elif kind == "table":
                for row in block["rows"]:
                    for cell in row:
                        self._walk(cell["blocks"])
            elif kind == "figure":
                self.texts.append((block["title"], None))
            else:
                self.printed.append(block["number"])
                self.texts.append((None, block["number"]))

    def in_order(self, texts):
        """Faults: what of the printed document is not among texts that were read, in this order."""
        read = squeeze("\n".join(texts))
        faults, at = [], 0
        for text, number in self.texts:
            if number is None:
                at = _seek(read, squeeze(text), at, text, faults)
                continue
            one = self.by_number[number]
            for field in ("number", "title", "definition", "details"):
                at = _seek(read, joined(one, field), at, f"{number} {field}", faults)
            ends = [_seek(read, joined(one, f), at, f"{number} {f}", faults) for f in ("acceptance", "deliverables")]
            at = max(ends)
        return faults

    def in_tables(self, tables):
        """Faults: each printed requirement has one table, with a cell that is each of its texts and nothing else."""
        faults = []
        found = {}
        for cells in tables:
            cells = {squeeze(cell) for cell in cells}
            for number in cells & self.by_number.keys():
                if joined(self.by_number[number], "title") in cells and len(cells) > 6:
                    found.setdefault(number, []).append(cells)
        for number in self.printed:
            one = self.by_number[number]
            # The list of requirements has a row of each: the own table is the smallest.
            cells = min(found.get(number, [set()]), key=len)
            missing = [field for field in FIELDS if joined(one, field) and joined(one, field) not in cells]
            faults += [f"{number}: no cell with its {field}" for field in missing]
        return faults

    def record(self, number, fields):
        """Faults of one requirement as a reader gave it: {field: text}."""
        one = self.by_number.get(number)
        if one is None:
            return [f"{number}: no such requirement"]
        return [f"{number}: {field} differs" for field, text in fields.items() if squeeze(text) != joined(one, field)]

    def all_of(self, numbers):
        """Faults: the requirements that were read are all there are, in this order."""
        expected = [one["number"] for one in self.requirements]
        if numbers == expected:
            return []
        lost = [number for number in expected if number not in numbers]
        return [f"numbers differ: {len(numbers)} of {len(expected)}, missing {lost[:3]}"]


def _seek(read, text, at, name, faults):
    found = read.find(text, at)
    if found < 0:
        faults.append(f"not found in its place: {name[:60]}")
        return at
    return found + len(text)
