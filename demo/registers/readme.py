"""What fixtures/registers/README.md says: every file, and what the importer must say of each error."""

from demo.registers.samples import Sample
from registry.imports.problems import KINDS

HEAD = """# Sample registers

Workbooks as schools really write them, of invented people of the invented district 星禾县. ID numbers have a right
check character and the code of a county that does not exist; phone numbers begin with 154, which no operator has.

`./portal manage make_registers` writes these files and this page; the same bytes come out on every day. `demo/tests`
import each file into its school of the demo district and hold what is said here.
"""


def readme(samples: list[Sample]) -> str:
    """Give the page."""
    table = ["| file | school | rows | what it is |", "| --- | --- | --- | --- |"]
    table += [
        f"| {sample.name} | {sample.school.code} | {len(sample.rows or sample.pupils)} | {sample.about} |"
        for sample in samples
    ]
    return "\n".join([HEAD, *table, *(_errors(sample) for sample in samples if sample.rows), ""])


def _errors(sample: Sample) -> str:
    lines = [
        f"\n## {sample.name}\n",
        "| row | what is wrong | what the importer says | the row |",
        "| --- | --- | --- | --- |",
    ]
    for number, row in enumerate(sample.rows, 2):  # the first row is the header
        says = ", ".join(f"`{code}`" for code in row.codes) or "nothing"
        lines.append(f"| {number} | {row.fault} | {says} | {_fate(row.codes)} |")
    return "\n".join(lines)


def _fate(codes) -> str:
    return "is left out" if any(KINDS[code].level == "reject" for code in codes) else "goes in"
