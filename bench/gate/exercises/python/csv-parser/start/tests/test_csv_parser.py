import textwrap
import unittest

from csv_parser import parse


class CsvTest(unittest.TestCase):
    def test_rows(self):
        self.assertEqual(parse("a,b\n1,2\n"), [["a", "b"], ["1", "2"]])

    def test_quotes(self):
        self.assertEqual(parse('"a,b",c'), [["a,b", "c"]])

    def test_doubled_quotes(self):
        self.assertEqual(parse('"say ""hi""",x'), [['say "hi"', "x"]])

    def test_line_break_inside(self):
        self.assertEqual(parse('"one\ntwo",3'), [["one\ntwo", "3"]])

    def test_empty_fields(self):
        self.assertEqual(parse(",,"), [["", "", ""]])

    def test_document(self):
        document = textwrap.dedent("""\
            name,age
            Ada,36
            Alan,41
        """)
        rows = parse(document)
        self.assertEqual(len(rows), 3)
        self.assertEqual(rows[2], ["Alan", "41"])

    def test_open_quote(self):
        self.assertRaises(ValueError, parse, '"never ends')
