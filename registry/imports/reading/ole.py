"""The file system inside an old Office file: only as much of it as leads to the workbook."""

import struct

from .book import Unreadable

END = 0xFFFFFFFA  # this and above mark the end of a chain, free sectors and the tables themselves
FOREIGN = {
    "encryptedpackage": ("password", {}),
    "worddocument": ("not-a-workbook", {"found": "document"}),
    "powerpoint document": ("not-a-workbook", {"found": "presentation"}),
}


def workbook_stream(data: bytes) -> bytes:
    """Give the stream of BIFF records. Raises Unreadable for other Office files and damaged ones."""
    try:
        files = _Files(data)
        names = {name.lower(): entry for name, entry in files.entries()}
        for name in ("workbook", "book"):
            if name in names:
                return files.read(*names[name])
    except (struct.error, IndexError, ValueError) as error:
        raise Unreadable("damaged") from error
    for name, (code, details) in FOREIGN.items():
        if name in names:
            raise Unreadable(code, **details)
    raise Unreadable("not-a-workbook", found="unknown")


class _Files:
    def __init__(self, data):
        self.data = data
        (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self.size = 1 << shift
        first_directory, self.cutoff, first_mini = struct.unpack_from("<I4xII", data, 48)
        self.table = self._table()
        self.directory = self._chain(first_directory, self.table, self.data, self.size, 1)
        self.mini_table = self._integers(self._chain(first_mini, self.table, self.data, self.size, 1))
        root_start, root_size = struct.unpack_from("<II", self.directory, 116)
        self.mini_data = self._chain(root_start, self.table, self.data, self.size, 1)[:root_size]

    def entries(self):
        """Give (name, (first sector, size)) of every stream."""
        for start in range(0, len(self.directory) - 127, 128):
            entry = self.directory[start : start + 128]
            length = struct.unpack_from("<H", entry, 64)[0]
            if entry[66] == 2 and 2 <= length <= 64:
                yield (
                    entry[: length - 2].decode("utf-16-le", "replace"),
                    struct.unpack_from("<II", entry, 116),
                )

    def read(self, first, size):
        """Give a stream's bytes; small streams live in the small sectors."""
        if size < self.cutoff:
            return self._chain(first, self.mini_table, self.mini_data, 64, 0)[:size]
        return self._chain(first, self.table, self.data, self.size, 1)[:size]

    def _table(self):
        sectors = [n for n in struct.unpack_from("<109I", self.data, 76) if n < END]
        following, count = struct.unpack_from("<II", self.data, 68)
        for _ in range(min(count, len(self.data) // self.size)):
            more = struct.unpack_from(f"<{self.size // 4}I", self.data, (following + 1) * self.size)
            sectors += [n for n in more[:-1] if n < END]
            following = more[-1]
        blocks = (self.data[(n + 1) * self.size : (n + 2) * self.size] for n in sectors)
        return self._integers(b"".join(blocks))

    @staticmethod
    def _integers(data):
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    @staticmethod
    def _chain(sector, table, data, size, offset):
        """Join the sectors of a chain; a chain longer than the file runs in a circle."""
        pieces = []
        while sector < END and sector < len(table):
            pieces.append(data[(sector + offset) * size : (sector + offset + 1) * size])
            sector = table[sector]
            if len(pieces) > len(data) // size + 1:
                raise ValueError("circular chain")
        return b"".join(pieces)
