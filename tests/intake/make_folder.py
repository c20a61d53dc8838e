"""Makes a folder as people have them: good, odd and hostile files of many kinds, all invented.

    make_folder.py FOLDER      # writes the files, and FOLDER.expected (JSON Lines) beside it

Each line of FOLDER.expected says what a reading of the folder must give:
{"key", "text", "date", "title"} of a document, or {"file", "reason"} of what is named instead. Only
what is stated is compared; white space counts as one blank.
"""
import bz2
import gzip
import io
import json
import lzma
import os
import sys
import tarfile
import zipfile

STORY = ("The harbour board of Port Aven opened the new pier on Monday. Its director, Lena Orsk, said "
         "that the work had taken two years.",
         "Fishermen had called for lower fees. Jon Bray, who speaks for forty crews, met Lena Orsk in "
         "Port Aven on Tuesday.")
PLAIN = "\n\n".join(STORY) + "\n"


class Folder:
    def __init__(self, path):
        self.path = path
        self.expected = []
        self.files = 0
        os.makedirs(path, exist_ok=True)

    def write(self, name, data):
        """A file without a promise of its own: one of those below says what it gives."""
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(data.encode() if isinstance(data, str) else data)
        self.files += 1

    def gives(self, key, text=PLAIN, **more):
        self.expected.append({"key": key, "text": text, **more})

    def good(self, name, data, text=PLAIN, key=None, **more):
        self.write(name, data)
        self.gives(key or name, text, **more)

    def named(self, name, data, reason, file=None):
        self.write(name, data)
        self.expected.append({"file": file or name, "reason": reason})


def zipped(members, mimetype=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def docx(paragraphs, table=(), modified="2024-05-13T09:00:00Z"):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:pPr/><w:r><w:t xml:space='preserve'>{p[:20]}</w:t></w:r>"
                   f"<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{p[20:]}</w:t></w:r>"
                   "<w:del><w:r><w:delText>never said</w:delText></w:r></w:del></w:p>"
                   for p in paragraphs)
    rows = "".join("<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
                   + "</w:tr>" for row in table)
    body += f"<w:tbl>{rows}</w:tbl>" if rows else ""
    core = ('<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>The pier</dc:title>'
            f"<dcterms:created>2019-01-01T00:00:00Z</dcterms:created><dcterms:modified>{modified}"
            "</dcterms:modified></cp:coreProperties>")
    return zipped({"[Content_Types].xml": "<Types/>", "docProps/core.xml": core,
                   "word/document.xml": f"<?xml version='1.0'?><w:document {w}><w:body>{body}"
                                        "</w:body></w:document>"})


def odt(paragraphs):
    ns = ('xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:dc="d" xmlns:meta="m"')
    body = "".join(f"<text:p>{p[:9]}<text:span>{p[9:30]}</text:span>{p[30:]}"
                   "<office:annotation><text:p>a remark</text:p></office:annotation></text:p>"
                   for p in paragraphs)
    return zipped({
        "content.xml": f"<office:document-content {ns}><office:body><office:text>{body}"
                       "</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {ns}><office:meta><dc:title>The pier</dc:title>"
                    "<dc:date>2024-05-13T09:00:00</dc:date></office:meta></office:document-meta>"},
        "application/vnd.oasis.opendocument.text")


def epub(chapters):
    items = "".join(f'<item id="c{i}" href="text/c%20{i}.xhtml"/>' for i in range(len(chapters)))
    spine = "".join(f'<itemref idref="c{i}"/>' for i in reversed(range(len(chapters))))
    members = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/>'
                                  "</rootfiles></container>",
        "OEBPS/book.opf": '<package xmlns:dc="d"><metadata><dc:title>The pier</dc:title>'
                          f"<dc:date>2024-05-13</dc:date></metadata><manifest>{items}</manifest>"
                          f"<spine>{spine}</spine></package>"}
    for i, text in enumerate(reversed(chapters)):
        members[f"OEBPS/text/c {len(chapters) - 1 - i}.xhtml"] = f"<html><body><p>{text}</p></body></html>"
    order = list(reversed(chapters))
    for i, text in enumerate(order):
        members[f"OEBPS/text/c {len(chapters) - 1 - i}.xhtml"] = f"<html><body><p>{text}</p></body></html>"
    return zipped(members, "application/epub+zip")


def pdf(pages):
    """Pages of lines, in one font, laid out from the top; as simple a PDF as there is."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = "BT /F1 11 Tf 14 TL 60 780 Td\n"
        for line in lines:
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            content += f"({escaped}) Tj T*\n"
        content += "ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode())
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                       "/Resources << /Font << /F1 3 0 R >> >> >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = b"%PDF-1.4\n"
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return out


def folded(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return lines + [line]


def page(body, head=""):
    return f"<!doctype html><html><head><title>The pier</title>{head}</head><body>{body}</body></html>"


PARAGRAPHS = "".join(f"<p>{p}</p>" for p in STORY)


def mail(body, headers="", subject="The pier"):
    return (f"From: Lena Orsk <lena@aven.example>\r\nTo: Jon Bray <jon@crews.example>\r\n{headers}"
            f"Subject: {subject}\r\nDate: Mon, 13 May 2024 09:00:00 +0200\r\n"
            "Message-ID: <1@aven.example>\r\nMIME-Version: 1.0\r\n") + body


def warc(records):
    out = b""
    for kind, uri, content in records:
        out += (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n"
                "Content-Type: application/http\r\n"
                f"Content-Length: {len(content)}\r\n\r\n").encode() + content + b"\r\n\r\n"
    return out


def good_files(folder):
    folder.good("plain.txt", PLAIN)
    folder.good("2024-05-13-dated.txt", PLAIN, date="2024-05-13")
    folder.good("mark.txt", "\ufeff" + PLAIN)
    folder.good("wide.txt", PLAIN.encode("utf-16"))
    folder.good("wide-unmarked.txt", PLAIN.encode("utf-16-le"))
    french = "Léna Orsk a ouvert la jetée à Port Aven. Les équipages avaient réclamé des prix plus bas, a-t-elle dit.\n"
    folder.good("latin.txt", french.encode("latin-1"), french)
    quoted = "“We were not asked,” said Jon Bray – who speaks for forty crews – on Tuesday in Port Aven.\n"
    folder.good("windows.txt", quoted.encode("cp1252"), quoted)
    russian = "Лена Орск открыла новый причал в порту Авен в понедельник. Рыбаки требовали снизить сборы.\n"
    folder.good("russian.txt", russian.encode("cp1251"), russian)
    folder.good("packed.txt.gz", gzip.compress(PLAIN.encode()), key="packed.txt")
    folder.good("bzipped.txt.bz2", bz2.compress(PLAIN.encode()), key="bzipped.txt")
    folder.good("xzipped.txt.xz", lzma.compress(PLAIN.encode()), key="xzipped.txt")
    folder.good("no-extension", PLAIN)
    folder.good("misnamed.dat", page(PARAGRAPHS), PLAIN)
    folder.good("folded.txt", "\n".join(folded(STORY[0], 38)) + "\n\n" + "\n".join(folded(STORY[1], 38)) + "\n")

    folder.good("page.html", page(f"<nav><a href=/>Home</a></nav>{PARAGRAPHS}<footer>Legal</footer>",
                                  '<meta property="article:published_time" content="2024-05-13T08:00:00Z">'),
                date="2024-05-13", title="The pier")
    folder.good("page-latin.html", page("<p>Caf\xe9 Aven opened on Monday, its owner said.</p>", "<meta charset=iso-8859-1>")
                .encode("latin-1"), "Café Aven opened on Monday, its owner said.")
    folder.good("story.md", "---\ntitle: The pier\ndate: 2024-05-13\n---\n\n# Pier opens\n\n" + STORY[0].replace("Lena Orsk", "**Lena [Orsk](http://aven.example)**")
                + "\n\n```\ncode = 1\n```\n\n" + STORY[1] + "\n", "Pier opens\n\n" + PLAIN, date="2024-05-13", title="The pier")
    folder.good("letter.docx", docx(STORY, [("Name", "Office"), ("Lena Orsk", "director")]),
                PLAIN + "\nName; Office\n\nLena Orsk; director", date="2024-05-13", title="The pier")
    folder.good("letter.odt", odt(STORY), date="2024-05-13", title="The pier")
    rtf = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\title The pier}}{\\*\\generator X;}"
    rtf += "\\pard " + STORY[0].replace("Lena", "{\\b Lena}") + "\\par\n" + STORY[1] + "\\par Caf\\'e9 \\u8212? fin.\\par}"
    folder.good("letter.rtf", rtf, PLAIN + "\nCafé — fin.", title="The pier")
    folder.good("book.epub", epub(list(STORY)), "\n\n".join(reversed(STORY)), date="2024-05-13", title="The pier")
    lines = folded(" ".join(STORY), 70)
    folder.good("paper.pdf", pdf([["The Aven Report", *lines[:2], "1"], ["The Aven Report", *lines[2:], "2"],
                                  ["The Aven Report", "It rained on Friday.", "3"]]),
                " ".join(STORY) + " It rained on Friday.")

    folder.good("mail.eml", mail("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                                 + STORY[0].replace(". Its", ". =\r\nIts") + "\r\n"), STORY[0], date="2024-05-13", title="The pier")
    folder.good("mail-html.eml", mail('Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
                                      f"<p>{STORY[1]}</p>\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n"),
                STORY[1], date="2024-05-13")
    folder.write("box.mbox", "From lena Mon May 13\n" + mail(f"\r\n{STORY[0]}\r\n").replace("\r", "")
                 + "\nFrom jon Tue May 14\n" + mail(f"\r\n{STORY[1]}\r\n").replace("\r", "").replace("<1@", "<2@"))
    folder.gives("box.mbox::1@aven.example", STORY[0], date="2024-05-13")
    folder.gives("box.mbox::2@aven.example", STORY[1])

    folder.write("records.jsonl", "".join(json.dumps({"id": f"r{i}", "text": p}) + "\n" for i, p in enumerate(STORY)))
    folder.gives("records.jsonl::r0", STORY[0])
    folder.gives("records.jsonl::r1", STORY[1])
    folder.write("export.jsonl", json.dumps({"guid": "e0", "headline": "The pier", "body": STORY[0], "published_at": "2024-05-13"}) + "\n")
    folder.gives("export.jsonl::e0", STORY[0], date="2024-05-13", title="The pier")
    folder.write("list.json", json.dumps([{"id": 7, "text": STORY[0], "date": 1715590800}], indent=1))
    folder.gives("list.json::7", STORY[0], date="2024-05-13")
    folder.write("nested.json", json.dumps({"status": "ok", "articles": [{"url": "http://aven.example/1", "content": STORY[1]}]}, indent=1))
    folder.gives("nested.json::#1", STORY[1])
    folder.write("table.csv", 'id,headline,body,date\n1,The pier,"' + STORY[0] + '",2024-05-13\n2,"A ""new"" pier","' + "\n".join(folded(STORY[1], 40)) + '",\n')
    folder.gives("table.csv::1", STORY[0], date="2024-05-13", title="The pier")
    folder.gives("table.csv::2", STORY[1], title='A "new" pier')
    folder.write("table.tsv", f"id\ttext\n9\t{STORY[0]}\n")
    folder.gives("table.tsv::9", STORY[0])
    folder.write("semicolons.csv", f"id;text\n9;{STORY[0]}\n")
    folder.gives("semicolons.csv::9", STORY[0])
    rss = "".join(f"<item><title>The pier</title><guid>g{i}</guid><pubDate>Mon, 13 May 2024 08:00:00 GMT</pubDate>"
                  f"<description><![CDATA[<p>{p}</p>]]></description></item>" for i, p in enumerate(STORY))
    folder.write("feed.xml", f'<?xml version="1.0"?><rss version="2.0"><channel><title>Aven</title>{rss}</channel></rss>')
    folder.gives("feed.xml::g0", "The pier\n\n" + STORY[0], date="2024-05-13", title="The pier")
    folder.gives("feed.xml::g1", "The pier\n\n" + STORY[1])
    folder.write("atom.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a1</id><title>The pier</title>'
                 '<link href="http://aven.example/1"/><updated>2024-05-13T08:00:00Z</updated>'
                 f'<content type="html">&lt;p&gt;{STORY[0]}&lt;/p&gt;</content></entry></feed>')
    folder.gives("atom.xml::a1", "The pier\n\n" + STORY[0], date="2024-05-13")
    http = ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(PARAGRAPHS)).encode()
    folder.write("crawl.warc.gz", gzip.compress(warc([("warcinfo", "", b"x"), ("request", "http://aven.example/1", b"GET / HTTP/1.1\r\n\r\n")]))
                 + gzip.compress(warc([("response", "http://aven.example/1", http),
                                       ("response", "http://aven.example/no", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here.")])))
    folder.gives("crawl.warc::http://aven.example/1")
    wet = warc([("conversion", "http://aven.example/2", PLAIN.encode())]).replace(b"application/http", b"text/plain")
    folder.write("crawl.wet", wet)
    folder.gives("crawl.wet::http://aven.example/2")
    conllu = "# newdoc id = d1\n# text = Ana left\n1\tAna\tAna\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
    folder.write("parsed.conllu", conllu)
    folder.gives("parsed.conllu::d1", "Ana left")
    inner = zipped({"deep/story.txt": PLAIN})
    folder.write("pack.zip", zipped({"a/story.txt": PLAIN, "feed.jsonl": json.dumps({"id": "z", "text": STORY[1]}) + "\n",
                                     "inner.zip": inner, "__MACOSX/x": "y"}))
    folder.gives("pack.zip::a/story.txt")
    folder.gives("pack.zip/feed.jsonl::z", STORY[1])
    folder.gives("pack.zip::inner.zip/deep/story.txt")
    folder.write("pack.tar.gz", gzip.compress(tarred({"b/story.txt": PLAIN.encode(), "b/letter.docx": docx(STORY)})))
    folder.gives("pack.tar::b/story.txt")
    folder.gives("pack.tar::b/letter.docx")


def bad_files(folder):
    folder.named("empty.txt", "", "file is empty")
    folder.named("blank.txt", " \n\n", "has no text")
    folder.named("photo.jpg", b"\xff\xd8\xff\xe0rest", "is a picture (JPEG)")
    folder.named("photo-called.txt", b"\x89PNG\r\n\x1a\nrest", "is a picture (PNG)")
    folder.named("song.mp3", b"ID3\x04rest", "is sound (MP3)")
    folder.named("main.py", "print('no prose')\n", "is source code, not prose")
    folder.named("film.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello.\n", "is subtitles, not prose")
    folder.named("server.log", "2024-05-13 GET /\n", "is a log, not prose")
    folder.named("sheet.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}), "is a spreadsheet")
    folder.named("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "is a file of old Microsoft Office")
    folder.named("other.xml", '<?xml version="1.0"?><invoice><n>1</n></invoice>', "is XML of a kind that is not read (<invoice>)")
    folder.named("binary.txt", bytes(range(256)) * 8, "is binary, not text")
    folder.named("broken.pdf", b"%PDF-1.7\nnothing", "PDF can't be read")
    folder.named("scan.pdf", pdf([[]]), "PDF has no text; is it a scan?")
    folder.named("broken.docx", docx(STORY)[:400], "archive is damaged")
    folder.named("bad-xml.docx", zipped({"[Content_Types].xml": "", "word/document.xml": "<w:p><w:t>x"}), "its XML is damaged")
    folder.named("broken.gz", gzip.compress(PLAIN.encode() * 50)[:60], "gzip data is truncated")
    folder.named("broken.zip", b"PK\x03\x04" + b"\x00" * 40, "archive")
    folder.named("broken.json", '[{"text": ', "is not valid JSON")
    folder.named("no-text.csv", "a,b\n1,2\n", "table has no column of text; say which it is: --map text=COLUMN (it has a, b)")
    folder.named("open-quote.rtf", "{\\rtf1" + "{" * 2000, "RTF nests too deep")
    folder.named("bomb.txt.gz", gzip.compress(b"a" * (40 << 20)), "text is longer than 16 MiB")
    folder.named("bomb.zip", zipped({"bomb.txt": "a" * (40 << 20)}), "text is longer than 16 MiB", "bomb.zip/bomb.txt")
    deep = zipped({"story.txt": PLAIN})
    for _ in range(4):
        deep = zipped({"more.zip": deep})
    folder.named("deep.zip", deep, "is an archive in 3 archives", "deep.zip/more.zip/more.zip/more.zip")
    folder.named("parts.eml", mail('Content-Type: multipart/mixed; boundary="b0"\r\n\r\n' + "".join(
        f'--b{i}\r\nContent-Type: multipart/mixed; boundary="b{i + 1}"\r\n\r\n' for i in range(5000))),
        "message has more than 200 parts within parts")
    folder.named("truncated.warc", warc([("response", "http://aven.example/3", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Cut.")])[:60],
                 "web archive is damaged")
    lol = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + "<rss><channel><item><title>t</title></item></channel></rss>"
    folder.named("entities.xml", '<?xml version="1.0"?>' + lol, "item has no text", "entities.xml#1")


def main():
    path = sys.argv[1]
    folder = Folder(path)
    good_files(folder)
    bad_files(folder)
    with open(path + ".expected", "w", encoding="utf-8") as out:
        for line in folder.expected:
            out.write(json.dumps(line) + "\n")
    print(f"{folder.files} files")


main()
