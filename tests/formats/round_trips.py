#!/usr/bin/env python3
"""Writes the same articles in every format that docs/formats.md lists, and compares what comes out.

The articles are made of the paragraphs of samples/, in five languages, with fields of our own. Of
each format a table tells which fields it carries; these have to be the same, field by field, as in
the articles that were written, packed and in archives too. Prints a line for each format and one
closing line; exit status 1 where anything differs.
"""

import argparse
import bz2
import csv
import datetime
import email.header
import email.message
import email.policy
import email.utils
import gzip
import html
import io
import json
import lzma
import pathlib
import random
import subprocess
import tarfile
import tempfile
import textwrap
import zipfile

SOURCES = {"en": "Coast Times", "de": "Küstenbote", "fr": "Le Phare du Nord", "es": "El Diario del Puerto",
           "ru": "Вестник гавани"}
AUTHORS = {"en": ["Anna Berg", "Niall O’Dowd"], "de": ["Jörg Weiß", "Ute Kranz"], "fr": ["Élise Morel"],
           "es": ["Íñigo Núñez", "Marta Ruiz"], "ru": ["Анна Лебедева"]}
TOPICS = ["Shipping", "Weather & Climate", "Écoles", "Гавань", "Straßenbau", "Año nuevo", "Trade < 5%"]
PLACES = {"en": "Bodø", "de": "Köln", "fr": "Orléans", "es": "Málaga", "ru": "Москва"}
SECTIONS = ["World", "Economy", "Culture"]
PEOPLE = ["Kari Ås", "Sergei Ivanov", "Zoë Müller"]
ORGANISATIONS = ["Port Authority", "Société du Nord"]
MARKS = ("He said “no” & left; 3 < 5.", "It’s \"over\", said R&D — at 12% more.", "A tab and a  gap; one\u00a0space.")


def paragraphs_by_language(program, samples):
    done = subprocess.run([program, "--dry-run", str(samples)], capture_output=True, check=False)
    by_language = {language: [] for language in SOURCES}
    for line in done.stdout.splitlines():
        article = json.loads(line)
        if article["language"] in by_language:
            by_language[article["language"]] += [p for p in article["text"] if len(p) > 60 and "\n" not in p]
    return by_language


def make_articles(program, samples, count, seed):
    chance = random.Random(seed)
    paragraphs = paragraphs_by_language(program, samples)
    articles = []
    for number in range(count):
        language = list(SOURCES)[number % len(SOURCES)]
        text = chance.sample(paragraphs[language], 4)
        text[1] += " " + chance.choice(MARKS).replace("\u00a0", " ").replace("  ", " ")
        when = datetime.datetime(2015 + number % 8, 1 + number % 12, 1 + number % 28, 8, number % 60, 7,
                                 tzinfo=datetime.timezone(datetime.timedelta(hours=number % 5 - 2)))
        words = text[0].split()
        articles.append({
            "id": f"made-{number}",
            "url": f"https://paper.example/{when.year}/made-{number}",
            "title": f"{' '.join(words[:5]).rstrip('.,:;–—-')} № {number}",
            "published_at": when,
            "updated_at": when + datetime.timedelta(days=2),
            "source": SOURCES[language],
            "place": PLACES[language],
            "authors": AUTHORS[language][: 1 + number % 2],
            "section": SECTIONS[number % 3],
            "summary": f"What {number} of them know about it.",
            "topics": chance.sample(TOPICS, 2),
            "people": chance.sample(PEOPLE, 2),
            "organisations": chance.sample(ORGANISATIONS, 1),
            "language": language,
            "text": text,
        })
    return articles


def esc(text):
    return html.escape(text, quote=False)


def attribute(text):
    return html.escape(text, quote=True)


def body_html(article, tag="p"):
    return "".join(f"<{tag}>{esc(p)}</{tag}>\n" for p in article["text"])


def stamp(article, field="published_at"):
    return article[field].isoformat()


def by_name(article):
    """What formats that name their fields have."""
    plain = {k: v for k, v in article.items() if k not in ("published_at", "updated_at")}
    return {**plain, "published": stamp(article), "updated": stamp(article, "updated_at"),
            "text": "\n\n".join(article["text"])}


# Writers: each gives the files of a format, {name: bytes}.


def json_lines(articles):
    lines = (json.dumps(by_name(a), ensure_ascii=i % 2 == 0) for i, a in enumerate(articles))
    return {"a.jsonl": "".join(line + "\n" for line in lines).encode()}


def json_list(articles):
    return {"a.json": json.dumps([by_name(a) for a in articles], ensure_ascii=False, indent=2).encode()}


def table(name, delimiter):
    def write(articles):
        rows = io.StringIO()
        names = list(by_name(articles[0]))
        writer = csv.writer(rows, delimiter=delimiter)
        writer.writerow(names)
        for article in articles:
            values = by_name(article)
            writer.writerow(["; ".join(v) if isinstance(v, list) else v for v in map(values.get, names)])
        return {name: rows.getvalue().encode()}

    return write


def markdown(articles):
    files = {}
    for article in articles:
        front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
                        for name, value in by_name(article).items() if name != "text")
        text = "\n\n".join(p.replace("<", "&lt;").replace("*", "\\*") for p in article["text"])
        files[f"{article['id']}.md"] = f"---\n{front}---\n\n{text}\n".encode()
    return files


def page(article, head):
    return (f'<!DOCTYPE html>\n<html lang="{article["language"]}"><head><meta charset="utf-8">'
            f'<title>{esc(article["title"])} | {esc(article["source"])}</title>\n'
            f'<link rel="canonical" href="{article["url"]}">\n{head}</head><body><nav><a href="/">Home</a></nav>\n'
            f'<article><h1>{esc(article["title"])}</h1>\n{body_html(article)}</article>'
            "<footer>All rights reserved.</footer></body></html>\n").encode()


def json_ld_page(article):
    claims = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article["title"],
              "datePublished": stamp(article), "dateModified": stamp(article, "updated_at"),
              "author": [{"@type": "Person", "name": a} for a in article["authors"]],
              "publisher": {"@type": "Organization", "name": article["source"]}, "articleSection": article["section"],
              "keywords": article["topics"], "description": article["summary"], "inLanguage": article["language"],
              "dateline": article["place"]}
    return page(article, f'<script type="application/ld+json">{json.dumps(claims)}</script>\n')


def meta_page(article):
    names = [("og:title", article["title"]), ("og:site_name", article["source"]), ("og:description", article["summary"]),
             ("article:published_time", stamp(article)), ("article:modified_time", stamp(article, "updated_at")),
             ("article:section", article["section"])]
    names += [("article:tag", t) for t in article["topics"]]
    metas = "".join(f'<meta property="{n}" content="{attribute(v)}">\n' for n, v in names)
    return page(article, metas + "".join(f'<meta name="author" content="{attribute(a)}">\n' for a in article["authors"]))


def pages(make_page):
    return lambda articles: {f"{a['id']}.html": make_page(a) for a in articles}


def by_language(articles):
    for language in SOURCES:
        yield language, [a for a in articles if a["language"] == language]


def rss(articles):
    files = {}
    for language, some in by_language(articles):
        items = "".join(
            f"<item><title>{esc(a['title'])}</title><link>{a['url']}</link><guid isPermaLink=\"false\">{a['id']}</guid>"
            f"<pubDate>{email.utils.format_datetime(a['published_at'])}</pubDate>"
            + "".join(f"<dc:creator>{esc(n)}</dc:creator>" for n in a["authors"])
            + "".join(f"<category>{esc(t)}</category>" for t in a["topics"])
            + f"<description>{esc(a['summary'])}</description>"
            f"<content:encoded><![CDATA[{body_html(a)}]]></content:encoded></item>\n" for a in some)
        files[f"{language}.xml"] = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>{SOURCES[language]}</title><language>{language}</language>\n{items}</channel></rss>\n").encode()
    return files


def atom(articles):
    files = {}
    for language, some in by_language(articles):
        entries = "".join(
            f"<entry><title>{esc(a['title'])}</title><link rel=\"alternate\" href=\"{a['url']}\"/><id>{a['id']}</id>"
            f"<published>{stamp(a)}</published><updated>{stamp(a, 'updated_at')}</updated>"
            + "".join(f"<author><name>{esc(n)}</name></author>" for n in a["authors"])
            + "".join(f"<category term=\"{attribute(t)}\"/>" for t in a["topics"])
            + f"<summary>{esc(a['summary'])}</summary><content type=\"html\">{esc(body_html(a))}</content></entry>\n"
            for a in some)
        files[f"{language}.atom"] = (
            f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
            f"<title>{SOURCES[language]}</title>\n{entries}</feed>\n").encode()
    return files


def json_feed(articles):
    files = {}
    for language, some in by_language(articles):
        items = [{"id": a["id"], "url": a["url"], "title": a["title"], "date_published": stamp(a),
                  "date_modified": stamp(a, "updated_at"), "authors": [{"name": n} for n in a["authors"]],
                  "tags": a["topics"], "summary": a["summary"], "content_html": body_html(a)} for a in some]
        files[f"{language}.json"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": SOURCES[language],
                                                "language": language, "items": items}, indent=1).encode()
    return files


def ninjs(articles):
    lines = []
    for a in articles:
        lines.append(json.dumps({
            "uri": a["id"], "type": "text", "language": a["language"], "firstcreated": stamp(a),
            "headline": a["title"], "byline": " and ".join(a["authors"]), "source": a["source"], "url": a["url"],
            "located": a["place"], "description_text": a["summary"], "subject": [{"name": t} for t in a["topics"]],
            "person": [{"name": n} for n in a["people"]], "organisation": [{"name": n} for n in a["organisations"]],
            "body_xhtml": body_html(a)}))
    return {"a.jsonl": ("\n".join(lines) + "\n").encode()}


def nitf_document(a):
    return (
        f'<nitf xml:lang="{a["language"]}"><head><docdata><doc-id id-string="{a["id"]}"/>'
        f'<date.issue norm="{a["published_at"].strftime("%Y%m%dT%H%M%S%z")}"/><key-list>'
        + "".join(f'<keyword key="{attribute(t)}"/>' for t in a["topics"]) + "</key-list><identified-content>"
        + "".join(f"<person>{esc(n)}</person>" for n in a["people"])
        + "".join(f"<org>{esc(n)}</org>" for n in a["organisations"])
        + f'</identified-content></docdata><pubdata name="{attribute(a["source"])}" ex-ref="{a["url"]}" '
        f'position.section="{a["section"]}"/></head><body><body.head><hedline><hl1>{esc(a["title"])}</hl1></hedline>'
        + "".join(f"<byline>By <person>{esc(n)}</person></byline>" for n in a["authors"])
        + f"<dateline><location>{a['place']}</location></dateline><abstract><p>{esc(a['summary'])}</p></abstract></body.head>"
        f"<body.content>\n{body_html(a)}</body.content></body></nitf>")


def nitf(articles):
    return {f"{a['id']}.xml": ('<?xml version="1.0" encoding="UTF-8"?>\n' + nitf_document(a)).encode() for a in articles}


def newsml(articles):
    items = "".join(
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{a["id"]}" version="1" xml:lang="{a["language"]}">'
        f'<itemMeta><provider><name>{esc(a["source"])}</name></provider><versionCreated>{stamp(a, "updated_at")}</versionCreated>'
        f'<firstCreated>{stamp(a)}</firstCreated><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>'
        + "".join(f"<creator><name>{esc(n)}</name></creator>" for n in a["authors"])
        + f"<located><name>{a['place']}</name></located><headline>{esc(a['title'])}</headline>"
        f"<description role=\"drol:summary\">{esc(a['summary'])}</description>"
        + "".join(f'<subject type="cpnat:abstract"><name>{esc(t)}</name></subject>' for t in a["topics"])
        + "".join(f'<subject type="cpnat:person"><name>{esc(n)}</name></subject>' for n in a["people"])
        + "".join(f'<subject type="cpnat:organisation"><name>{esc(n)}</name></subject>' for n in a["organisations"])
        + '</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body_html(a)}</body></html></inlineXML></contentSet></newsItem>\n'
        for a in articles)
    return {"a.xml": ('<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">'
                      f"<header/><itemSet>\n{items}</itemSet></newsMessage>\n").encode()}


def warc_record(kind, url, mime, block):
    return (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-06-01T00:00:00Z\r\n"
            f"Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def http_answer(article):
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + json_ld_page(article)


def warc_records(articles):
    return [warc_record("response", a["url"], "application/http; msgtype=response", http_answer(a)) for a in articles]


def warc(articles):
    return {"a.warc": b"".join(warc_records(articles))}


def warc_gz(articles):
    return {"a.warc.gz": b"".join(map(gzip.compress, warc_records(articles)))}


def warc_zst(articles):
    return {"a.warc.zst": b"".join(map(zstd, warc_records(articles)))}


def arc(articles):
    version = b"1 0 Dateline\nURL IP-address Archive-date Content-type Archive-length\n"
    out = b"filedesc://a.arc 0.0.0.0 20210601000000 text/plain %d\n" % len(version) + version
    for a in articles:
        block = http_answer(a)
        out += b"\n%s 192.0.2.1 20210601000000 text/html %d\n" % (a["url"].encode(), len(block)) + block
    return {"a.arc": out + b"\n"}


def plain_text(article):
    """A text file as scrapers leave it: title, byline, date, dateline, paragraphs."""
    months = "January February March April May June July August September October November December".split()
    when = article["published_at"]
    lines = [article["title"], ""]
    lines.append(f"Published: {when.day} {months[when.month - 1]} {when.year}")
    lines += ["", "\n\n".join(article["text"])]
    return "\n".join(lines)


def wet(articles):
    return {"a.warc.wet.gz": b"".join(gzip.compress(warc_record("conversion", a["url"], "text/plain", plain_text(a).encode()))
                                      for a in articles)}


def texts(articles):
    return {f"{a['id']}.txt": (plain_text(a) + "\n").encode() for a in articles}


def message(article, number):
    made = email.message.EmailMessage(policy=email.policy.SMTP if number % 2 else email.policy.default)
    made["From"] = email.utils.formataddr((article["authors"][0], "desk@paper.example"))
    made["Date"] = email.utils.format_datetime(article["published_at"])
    made["Message-ID"] = f"<{article['id']}>"
    made["List-Id"] = f"{email.header.Header(article['source']).encode()} <news.paper.example>"
    made.set_content("\n\n".join(article["text"]) + "\n", cte=("base64", "quoted-printable", "8bit")[number % 3])
    if number % 2:
        made.add_alternative(f"<html><body>{body_html(article)}</body></html>", subtype="html")
    made["Content-Language"] = article["language"]
    # Where Python folds a long header by itself, it loses spaces.
    subject = email.header.Header(article["title"], "utf-8").encode()
    return f"Subject: {subject}\n".encode() + made.as_bytes()


def mails(articles):
    return {f"{a['id']}.eml": message(a, n) for n, a in enumerate(articles)}


def mailbox(articles):
    box = b"".join(b"From desk@paper.example Thu Mar  4 05:06:07 2021\n"
                   + message(a, n).replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") + b"\n"
                   for n, a in enumerate(articles))
    return {"a.mbox": box}


def wiki(articles):
    files = {}
    for language, some in by_language(articles):
        entries = ""
        for number, a in enumerate(some):
            text = f"{{{{date|{a['published_at'].strftime('%Y-%m-%d')}}}}}\n"
            text += "\n\n".join(esc(p) for p in a["text"])
            text += "\n\n" + "".join(f"[[Category:{t}]]\n" for t in a["topics"])
            entries += (f"<page><title>{esc(a['title'])}</title><ns>0</ns><id>{number + 1}</id><revision><id>{number + 1}1</id>"
                        f"<timestamp>2022-01-01T00:00:00Z</timestamp><text xml:space=\"preserve\">{esc(text)}</text></revision></page>\n")
        files[f"{language}.xml"] = (
            f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="{language}"><siteinfo>'
            f"<sitename>{SOURCES[language]}</sitename></siteinfo>\n{entries}</mediawiki>\n").encode()
    return files


def zip_of(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            # The first member of an OpenDocument file tells what it is, and is not packed.
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def tar_of(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, capture_output=True, check=True).stdout


def docx(articles):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files = {}
    for a in articles:
        body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{esc(p)}</w:t></w:r></w:p>' for p in [a["title"]] + a["text"])
        core = ('<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
                'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{esc(a["title"])}</dc:title>'
                f'<cp:keywords>{esc("; ".join(a["topics"]))}</cp:keywords><dc:language>{a["language"]}</dc:language></cp:coreProperties>')
        files[f"{a['id']}.docx"] = zip_of({
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": core})
    return files


def odt(articles):
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"')
    files = {}
    for a in articles:
        body = f"<text:h>{esc(a['title'])}</text:h>" + "".join(f"<text:p>{esc(p)}</text:p>" for p in a["text"])
        files[f"{a['id']}.odt"] = zip_of({
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:text>'
                           f"{body}</office:text></office:body></office:document-content>",
            "meta.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {names}><office:meta><dc:title>{esc(a["title"])}'
                        f'</dc:title><dc:language>{a["language"]}</dc:language>'
                        + "".join(f"<meta:keyword>{esc(t)}</meta:keyword>" for t in a["topics"])
                        + "</office:meta></office:document-meta>"})
    return files


def pdf_string(text):
    return "<FEFF" + text.encode("utf-16-be").hex() + ">"


def pdf_lines(article):
    """Lines of at most 90 characters, with more space above each paragraph, as a page is set."""
    for paragraph in article["text"]:
        for number, line in enumerate(textwrap.wrap(paragraph, 90, break_on_hyphens=False)):
            yield 30 if number == 0 else 14, line


def pdf_of(article):
    content = b"BT /F1 11 Tf 50 800 Td\n"
    for space, line in pdf_lines(article):
        escaped = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        content += b"0 -%d Td (%s) Tj\n" % (space, escaped)
    content += b"ET"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               b"/Resources << /Font << /F1 5 0 R >> >> >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               f"<< /Title {pdf_string(article['title'])} >>".encode()]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))


def is_latin(article):
    """Whether the font of pdf_of() has all characters of the text."""
    return "\n".join(article["text"]).encode("cp1252", "ignore").decode("cp1252") == "\n".join(article["text"])


def pdf(articles):
    return {f"{a['id']}.pdf": pdf_of(a) for a in articles}


def packed(suffix, pack):
    return lambda articles: {"a.jsonl" + suffix: pack(json_lines(articles)["a.jsonl"])}


def two_levels(articles):
    """Of everything a part, archives in archives."""
    quarter = len(articles) // 4
    inner = tar_of({"pages/" + n: d for n, d in pages(json_ld_page)(articles[:quarter]).items()}, "w:gz")
    more = zip_of(pages(json_ld_page)(articles[quarter:2 * quarter]))
    mixed = tar_of(pages(json_ld_page)(articles[2 * quarter:3 * quarter]), "w:xz")
    return {"a.zip": zip_of({"inner.tar.gz": inner, "deep/more.zip": more}),
            "b.tar.zst": zstd(tar_of({"mixed.tar.xz": mixed, "a.warc.gz": warc_gz(articles[3 * quarter:])["a.warc.gz"]}))}


ALL = ("id url title published_at updated_at source place authors section summary topics people organisations "
       "language text").split()
PAGE = [f for f in ALL if f not in ("id", "people", "organisations")]
META = [f for f in PAGE if f != "place"]
FEED = "id url title published_at source authors summary topics language text".split()
NITF = [f for f in ALL if f not in ("updated_at", )]
NEWSML = [f for f in ALL if f not in ("url", "section")]
NINJS = [f for f in ALL if f not in ("updated_at", "section", "summary")]
TEXT = ["title", "published", "text"]
MAIL = ["id", "title", "published_at", "source", "first_author", "language", "text"]
WIKI = ["title", "published", "topics", "language", "text"]
OFFICE = ["title", "topics", "language", "text"]

FORMATS = (
    ("JSON lines", json_lines, ALL),
    ("JSON", json_list, ALL),
    ("CSV", table("a.csv", ","), ALL),
    ("CSV with semicolons", table("b.csv", ";"), ALL),
    ("TSV", table("a.tsv", "\t"), ALL),
    ("Markdown", markdown, ALL),
    ("HTML with JSON-LD", pages(json_ld_page), PAGE),
    ("HTML with meta tags", pages(meta_page), META),
    ("RSS", rss, FEED),
    ("Atom", atom, FEED + ["updated_at"]),
    ("JSON Feed", json_feed, FEED + ["updated_at"]),
    ("ninjs", ninjs, NINJS),
    ("NITF", nitf, NITF),
    ("NewsML-G2", newsml, NEWSML),
    ("WARC", warc, PAGE),
    ("WARC, packed by record", warc_gz, PAGE),
    ("WARC, zstd by record", warc_zst, PAGE),
    ("ARC", arc, PAGE),
    ("WET", wet, TEXT + ["url"]),
    ("text", texts, TEXT),
    ("mail", mails, MAIL),
    ("mbox", mailbox, MAIL),
    ("MediaWiki", wiki, WIKI),
    ("DOCX", docx, OFFICE),
    ("ODT", odt, OFFICE),
    ("PDF", pdf, ["title", "words"]),
    ("gzip", packed(".gz", gzip.compress), ALL),
    ("bzip2", packed(".bz2", bz2.compress), ALL),
    ("xz", packed(".xz", lzma.compress), ALL),
    ("zstd", packed(".zst", zstd), ALL),
    ("zip", lambda articles: {"a.zip": zip_of(pages(json_ld_page)(articles))}, PAGE),
    ("tar", lambda articles: {"a.tar": tar_of(pages(json_ld_page)(articles))}, PAGE),
    ("archives two levels deep", two_levels, PAGE),
)


def utc(value):
    if value is None:
        return None
    if isinstance(value, str):
        value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value.astimezone(datetime.timezone.utc).isoformat()


def expected_value(article, field):
    if field == "published_at":
        return utc(article[field])
    if field == "updated_at":
        return article[field].strftime("%Y-%m-%d")
    if field == "words":  # without the bounds of paragraphs, which a PDF does not have
        return " ".join(article["text"])
    if field == "published":
        return article["published_at"].strftime("%Y-%m-%d")
    return article["authors"][:1] if field == "first_author" else article[field]


def found_value(article, field):
    if field == "published_at":
        return utc(article[field])
    if field == "updated_at":
        return article["updated"]
    if field == "words":
        return " ".join(article["text"])
    return article["authors"] if field == "first_author" else article[field]


def compare(articles, found, fields):
    by_title = {}
    for one in found:
        by_title.setdefault(one["title"], []).append(one)
    for article in articles:
        same = by_title.pop(article["title"], [])
        if len(same) != 1:
            yield f"{article['title']}: found {len(same)} times"
            continue
        for field in fields:
            wanted, got = expected_value(article, field), found_value(same[0], field)
            if wanted != got:
                yield f"{article['title']}: {field}: {got!r} where {wanted!r} was written"
    for title in by_title:
        yield f"{title}: not written"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="dateline-index")
    parser.add_argument("--samples", required=True, help="the folder samples/")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default="", help="those whose names hold this")
    parser.add_argument("--show", type=int, default=5, help="differences of each format")
    options = parser.parse_args()
    articles = make_articles(options.program, options.samples, options.articles, options.seed)
    compared = violations = 0
    for name, write, fields in FORMATS:
        if options.formats not in name:
            continue
        some = list(filter(is_latin, articles)) if name == "PDF" else articles
        with tempfile.TemporaryDirectory() as folder:
            for file, data in write(some).items():
                (pathlib.Path(folder) / file).write_bytes(data)
            done = subprocess.run([options.program, "--dry-run", folder], capture_output=True, check=False)
        differences = list(compare(some, [json.loads(line) for line in done.stdout.splitlines()], fields))
        print(f"{name:26} {len(some)} articles, {len(fields)} fields: {len(differences)} differences")
        for difference in differences[: options.show]:
            print("  " + difference)
        compared += 1
        violations += len(differences)
    print(f"{compared} formats, {len(articles)} articles, {violations} differences, seed {options.seed}")
    raise SystemExit(1 if violations or not compared else 0)


if __name__ == "__main__":
    main()
