"""import.py FOLDER PROGRAM...: an edit that openpyxl or python-docx makes in our files comes back, and only that.

PROGRAM is how balju is called. Each file is first compared as it was written, then saved again without
an edit by the other program, then edited: `balju import --against` must show that edit and no other,
and `--write` must bring it into the next document."""

import json
import pathlib
import shutil
import subprocess
import sys

import docx
import openpyxl

EXAMPLE = pathlib.Path("examples/civil-service-portal.json")
NEW_TITLE = "다른 프로그램이 고친 명칭"
NEW_DUTY = "다른 프로그램이 더한 의무: 시스템은 조회를 5초 이내에 마쳐야 함"


def balju(*arguments):
    run = subprocess.run([*PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def requirements(profile):
    code, out, err = balju("generate", profile, "-f", "json")
    if code:
        sys.exit(f"import: {err}")
    return {one["number"]: one for one in json.loads(out)["requirements"]}


def save_sheet(file, number=None):
    """The workbook as openpyxl saves it; with a number, title and details of that requirement edited."""
    book = openpyxl.load_workbook(file)
    done = 0
    for row in book["상세 요구사항"].iter_rows(min_row=2):
        labels = {cell.value: at for at, cell in enumerate(book["상세 요구사항"][1])}
        if row[labels["요구사항 고유번호"]].value == number:
            row[labels["요구사항 명칭"]].value = NEW_TITLE
            row[labels["세부 내용"]].value += f"\n• {NEW_DUTY}"
            done += 1
    book.save(file)
    return done


def save_text(file, number=None):
    """The same for DOCX by python-docx."""
    document = docx.Document(file)
    done = 0
    for table in document.tables:
        rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        if not any(row[0] == "요구사항 고유번호" and row[-1] == number for row in rows):
            continue
        for row in table.rows:
            label = row.cells[-2].text.strip()
            cell = row.cells[-1]
            if label == "요구사항 명칭":
                paragraph = cell.paragraphs[0]
                for run in paragraph.runs[1:]:
                    run.text = ""
                paragraph.runs[0].text = NEW_TITLE
                done += 1
            elif label == "세부 내용":
                cell.add_paragraph(f"- {NEW_DUTY}")
                done += 1
    document.save(file)
    return done


def main():
    folder = pathlib.Path(sys.argv[1])
    wrong = []
    model = requirements(EXAMPLE)
    number = sorted(model)[len(model) // 2]
    for kind, save in (("xlsx", save_sheet), ("docx", save_text)):
        file = folder / f"edited.{kind}"
        code, _, err = balju("generate", EXAMPLE, "-o", file)
        if code:
            sys.exit(f"import: {err}")

        def compare(what, expected):
            code, out, err = balju("import", file, "--against", EXAMPLE)
            if code != expected:
                wrong.append(f"{kind} {what}: exit code {code}\n{out}{err}")
            return out

        compare("as written", 0)
        save(file)
        compare("saved again", 0)
        if not save(file, number):
            wrong.append(f"{kind}: {number} not found by the other program")
            continue
        out = compare("edited", 1)
        edits = [line.strip() for line in out.splitlines() if line.startswith("    ")]
        if edits != [f"- {model[number]['title']}", f"+ {NEW_TITLE}", f"+ {NEW_DUTY}"]:
            wrong.append(f"{kind} edited: {edits}")
        profile = folder / f"{kind}.json"
        shutil.copy(EXAMPLE, profile)
        code, _, err = balju("import", file, "--write", profile, "--by", "시험", "--reason", "다른 프로그램의 편집")
        if code:
            wrong.append(f"{kind} write: {err}")
            continue
        after = requirements(profile)
        expected = dict(model[number], title=NEW_TITLE, details=[*model[number]["details"], NEW_DUTY])
        for one, own in after.items():
            wanted = expected if one == number else model[one]
            for field in ("title", "definition", "details", "deliverables", "acceptance"):
                if own[field] != wanted[field]:
                    wrong.append(f"{kind} {one} {field}: {own[field]}")
    for line in wrong:
        print(f"WRONG  import: {line}")
    print(f"import: edits of openpyxl and python-docx in 2 files, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


PROGRAM = sys.argv[2:]
main()
