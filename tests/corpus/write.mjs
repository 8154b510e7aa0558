// Writes one table in every format that SheetJS knows: rows in as JSON, { type: bytes in base64 } out as JSON.
// A cell {"day": 44000} is a date, written as a number with a date format.
import { readFileSync } from "node:fs";
import XLSX from "xlsx";

const { rows, types } = JSON.parse(readFileSync(0, "utf8"));
const sheet = XLSX.utils.aoa_to_sheet(
  rows.map((row) => row.map((cell) => (cell?.day ? { t: "n", v: cell.day, z: "dd/mm/yyyy" } : cell))),
);
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "Staff");
const written = types.map((type) => [type, XLSX.write(book, { bookType: type, type: "base64", codepage: 1252 })]);
process.stdout.write(JSON.stringify(Object.fromEntries(written)));
