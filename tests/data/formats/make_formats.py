#!/usr/bin/env python3
"""Writes the same four articles, of our own writing, in every format that Dateline reads.

Run it in its folder; the files are committed so that tests need no Python. PDF is left to the
tests, which write one of their own.
"""
import base64, csv, email.message, email.utils, gzip, html, io, json, datetime, tarfile, zipfile, bz2, lzma

ARTICLES = [
    {
        "id": "harbour-1",
        "url": "https://coast-times.example/2021/harbour-reopens",
        "title": "Harbour of Bodø reopens after the storm",
        "published": "2021-03-04T05:06:07+01:00",
        "author": "Anna Berg",
        "topics": ["Shipping", "Weather"],
        "text": [
            "BODØ – The harbour opened again on Thursday after a storm had closed it for three days, the port’s director said.",
            "“We have never seen waves like these,” Kari Ås told reporters while forty ships waited outside.",
            "Ferries to the islands will run from Friday, at first only by day.",
        ],
    },
    {
        "id": "harbour-2",
        "url": "https://coast-times.example/2021/café-prices",
        "title": "Café prices rise & guests stay away",
        "published": "2021-05-17T12:00:00+02:00",
        "author": "Jan Roth",
        "topics": ["Economy"],
        "text": [
            "A cup of coffee costs 12% more than last year, a survey of 300 cafés shows; some owners blame rent < 2% of them taxes.",
            "Guests react: one in five said that they now brew at home.",
            "The ministry declined to comment on R&D for \"cheaper beans\".",
        ],
    },
    {
        "id": "harbour-3",
        "url": "https://coast-times.example/2020/bridge",
        "title": "Bridge over the Elbe closed until Easter",
        "published": "2020-12-24T18:30:00+01:00",
        "author": "Anna Berg",
        "topics": ["Transport", "Bridges"],
        "text": [
            "Cracks in three of the bridge's piers were found during an inspection, the city said.",
            "Traffic is led over Dresden's northern bridge; the detour takes 25 minutes.",
            "Engineers from Москва and Kraków were asked for a second opinion.",
        ],
    },
    {
        "id": "harbour-4",
        "url": "https://coast-times.example/2019/orchestra",
        "title": "Orchestra plays in the dark",
        "published": "2019-11-01T20:00:00Z",
        "author": "Mia Sørensen",
        "topics": ["Music", "Culture"],
        "text": [
            "When the lights went out in the third movement, nobody stopped.",
            "\"We know it by heart,\" the conductor said, and the audience — some 900 people — stood up.",
            "Power came back eleven minutes later, with the last chord.",
        ],
    },
]
SOURCE = "Coast Times"


def when(a):
    return datetime.datetime.fromisoformat(a["published"].replace("Z", "+00:00"))


def e(text):
    return html.escape(text, quote=False)


def write(name, data):
    with open(name, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode("utf-8"))


def as_json(a):
    return {"id": a["id"], "url": a["url"], "title": a["title"], "published": a["published"], "source": SOURCE,
            "authors": [a["author"]], "topics": a["topics"], "language": "en", "text": "\n\n".join(a["text"])}


def paragraphs(a, tag="p"):
    return "".join(f"<{tag}>{e(p)}</{tag}>\n" for p in a["text"])


def page(a):
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": a["title"], "datePublished": a["published"],
          "author": {"@type": "Person", "name": a["author"]}, "publisher": {"@type": "Organization", "name": SOURCE},
          "keywords": a["topics"], "inLanguage": "en"}
    return (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{e(a["title"])} - {SOURCE}</title>\n'
            f'<link rel="canonical" href="{a["url"]}">\n<script type="application/ld+json">{json.dumps(ld)}</script></head>\n'
            f'<body><nav><a href="/">Home</a></nav><article><h1>{e(a["title"])}</h1>\n{paragraphs(a)}</article></body></html>\n')


def json_files():
    lines = "".join(json.dumps(as_json(a), ensure_ascii=i % 2 == 0) + "\n" for i, a in enumerate(ARTICLES))
    write("articles.jsonl", lines)
    write("articles.jsonl.gz", gzip.compress(lines.encode(), mtime=0))
    write("articles.jsonl.bz2", bz2.compress(lines.encode()))
    write("articles.jsonl.xz", lzma.compress(lines.encode()))
    write("list.json", json.dumps([as_json(a) for a in ARTICLES], indent=2))
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": SOURCE, "language": "en", "items": [
        {"id": a["id"], "url": a["url"], "title": a["title"], "date_published": a["published"], "tags": a["topics"],
         "authors": [{"name": a["author"]}], "content_html": paragraphs(a)} for a in ARTICLES]}
    write("json-feed.json", json.dumps(feed, indent=1))
    ninjs = [{"uri": a["id"], "type": "text", "language": "en", "versioncreated": a["published"], "headline": a["title"],
              "byline": a["author"], "source": SOURCE, "url": a["url"],
              "subject": [{"name": t} for t in a["topics"]], "body_xhtml": paragraphs(a)} for a in ARTICLES]
    write("ninjs.jsonl", "".join(json.dumps(n) + "\n" for n in ninjs))


def tables():
    names = ["id", "url", "title", "published", "source", "author", "topics", "language", "text"]
    for name, delimiter in (("table.csv", ","), ("semicolons.csv", ";"), ("table.tsv", "\t")):
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(names)
        for a in ARTICLES:
            row = dict(as_json(a), author=a["author"], topics="; ".join(a["topics"]))
            writer.writerow([row[n] for n in names])
        write(name, ("\ufeff" if name == "table.csv" else "") + out.getvalue())


def feeds():
    items = "".join(
        f'<item><title>{e(a["title"])}</title><link>{a["url"]}</link><guid isPermaLink="false">{a["id"]}</guid>'
        f'<pubDate>{email.utils.format_datetime(when(a))}</pubDate><dc:creator>{e(a["author"])}</dc:creator>'
        + "".join(f"<category>{t}</category>" for t in a["topics"])
        + f'<content:encoded><![CDATA[{paragraphs(a)}]]></content:encoded></item>\n' for a in ARTICLES)
    write("rss.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
          'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Times</title>'
          f"<link>https://coast-times.example/</link><language>en</language>\n{items}</channel></rss>\n")
    entries = "".join(
        f'<entry><title>{e(a["title"])}</title><link rel="alternate" href="{a["url"]}"/><id>{a["id"]}</id>'
        f'<published>{a["published"]}</published><updated>{a["published"]}</updated><author><name>{e(a["author"])}</name></author>'
        + "".join(f'<category term="{t}"/>' for t in a["topics"])
        + (f'<content type="html">{e(paragraphs(a))}</content>' if i % 2 else
           f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{paragraphs(a)}</div></content>')
        + "</entry>\n" for i, a in enumerate(ARTICLES))
    write("atom.xml", '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
          f"<title>Coast Times</title><language>en</language><id>tag:coast-times.example,2021:feed</id>\n{entries}</feed>\n")


def agency_files():
    def nitf(a):
        return (f'<nitf xml:lang="en"><head><docdata><doc-id id-string="{a["id"]}"/>'
                f'<date.issue norm="{when(a).strftime("%Y%m%dT%H%M%S%z")}"/><key-list>'
                + "".join(f'<keyword key="{t}"/>' for t in a["topics"])
                + f'</key-list></docdata><pubdata name="{SOURCE}" ex-ref="{a["url"]}"/></head><body><body.head><hedline>'
                f'<hl1>{e(a["title"])}</hl1></hedline><byline>By <person>{e(a["author"])}</person></byline></body.head>'
                f'<body.content>\n{paragraphs(a)}</body.content></body></nitf>')

    write("nitf.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">\n' + nitf(ARTICLES[0]))

    def item(a, i):
        body = (f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs(a)}</body></html></inlineXML>'
                if i % 2 == 0 else f"<inlineXML>{nitf(a)}</inlineXML>")
        return (f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{a["id"]}" version="2" xml:lang="en"><itemMeta>'
                f'<provider literal="{SOURCE}"/><versionCreated>{a["published"]}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>'
                f'<contentMeta><contentCreated>{a["published"]}</contentCreated><creator><name>{e(a["author"])}</name></creator>'
                f'<headline>{e(a["title"])}</headline>' + "".join(f'<subject type="cpnat:abstract"><name>{t}</name></subject>' for t in a["topics"])
                + f"</contentMeta><contentSet>{body}</contentSet></newsItem>\n")

    withheld = item(dict(ARTICLES[0], id="withheld"), 0).replace("stat:usable", "stat:withheld")
    write("newsml-g2.xml", '<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/>'
          "<itemSet>\n" + "".join(item(a, i) for i, a in enumerate(ARTICLES)) + withheld + "</itemSet></newsMessage>\n")


def pages():
    for i, a in enumerate(ARTICLES):
        write(f"page-{i + 1}.html", page(a))


def web_archives():
    def http(a):
        body = page(a).encode()
        if a["id"] == "harbour-2":  # chunked
            body = b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + 500]), body[i:i + 500]) for i in range(0, len(body), 500)) + b"0\r\n\r\n"
            extra = b"Transfer-Encoding: chunked\r\n"
        elif a["id"] == "harbour-3":
            body = gzip.compress(body, mtime=0)
            extra = b"Content-Encoding: gzip\r\n"
        else:
            extra = b""
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + extra + b"\r\n" + body

    def record(kind, uri, mime, block, version=b"1.0"):
        head = (b"WARC/" + version + b"\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: " + uri.encode() +
                b"\r\nWARC-Date: 2021-06-01T00:00:00Z\r\nContent-Type: " + mime + b"\r\nContent-Length: %d\r\n\r\n" % len(block))
        return head + block + b"\r\n\r\n"

    info = record(b"warcinfo", "", b"application/warc-fields", b"software: our own\r\n")
    picture = record(b"response", "https://coast-times.example/logo.png", b"application/http; msgtype=response",
                     b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\r\nWARC/1.0 is not here")
    missing = record(b"response", "https://coast-times.example/gone", b"application/http; msgtype=response",
                     b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><body><p>Gone.</p></body></html>")
    request = record(b"request", "https://coast-times.example/", b"application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n")
    responses = [record(b"response", a["url"], b"application/http; msgtype=response", http(a), b"1.1") for a in ARTICLES]
    records = [info, request, responses[0], picture, responses[1], missing, responses[2], responses[3]]
    write("pages.warc", b"".join(records))
    write("pages.warc.gz", b"".join(gzip.compress(r, mtime=0) for r in records))
    texts = [record(b"conversion", a["url"], b"text/plain", (a["title"] + "\n" + "\n".join(a["text"])).encode()) for a in ARTICLES]
    write("texts.wet.gz", b"".join(gzip.compress(r, mtime=0) for r in [info] + texts))
    version = b"1 0 Dateline\nURL IP-address Archive-date Content-type Archive-length\n"
    arc = b"filedesc://pages.arc 0.0.0.0 20210601000000 text/plain %d\n" % len(version) + version
    for a in ARTICLES:
        block = http(a)
        arc += b"\n%s 192.0.2.1 20210601000000 text/html %d\n" % (a["url"].encode(), len(block)) + block
    write("pages.arc", arc + b"\n")


def mails():
    messages = []
    for i, a in enumerate(ARTICLES):
        m = email.message.EmailMessage()
        m["From"] = email.utils.formataddr((a["author"], "desk@coast-times.example"))
        m["To"] = "readers@coast-times.example"
        m["Subject"] = a["title"]
        m["Date"] = email.utils.format_datetime(when(a))
        m["Message-ID"] = f"<{a['id']}>"
        m["List-Id"] = f"{SOURCE} <news.coast-times.example>"
        m.set_content("\n\n".join(a["text"]) + "\n", cte=("base64", "quoted-printable", "8bit", "quoted-printable")[i])
        if i % 2:
            m.add_alternative("<html><body>" + paragraphs(a) + "</body></html>", subtype="html")
            m.set_boundary("=====dateline=====")
        m["Content-Language"] = "en"
        messages.append(m.as_bytes())
    write("message.eml", messages[0])
    write("messages.mbox", b"".join(b"From desk@coast-times.example Thu Mar  4 05:06:07 2021\n" + m.replace(b"\nFrom ", b"\n>From ") + b"\n" for m in messages))


def wiki():
    def wiki_page(i, a):
        text = ("{{date|" + when(a).strftime("%B %d, %Y") + "}}\n{{image|source=File:x.jpg|{{nested}}}}\n[[File:A.jpg|thumb|A [[ship]]]]\n"
                + "\n\n".join(("'''" + p.split(" ")[0] + "''' " + " ".join(p.split(" ")[1:])).replace("ships", "[[ship|ships]]")
                              .replace("survey", "[https://example.org/s survey]<ref>Not text.</ref>").replace("<", "&lt;").replace("&lt;ref", "<ref").replace("&lt;/ref", "</ref")
                              .replace("R&D", "R&amp;D") for p in a["text"])
                + "\n\n== Sources ==\n* Not text\n\n" + "".join(f"[[Category:{t}]]\n" for t in a["topics"]))
        return (f'<page><title>{e(a["title"])}</title><ns>0</ns><id>{i}</id><revision><id>{i}1</id><timestamp>2022-01-01T00:00:00Z</timestamp>'
                f'<text xml:space="preserve">{e(text)}</text></revision></page>\n')

    other = ('<page><title>Talk:A</title><ns>1</ns><id>90</id><revision><text>Talk.</text></revision></page>\n'
             '<page><title>Old name</title><ns>0</ns><id>91</id><redirect title="New name"/><revision><text>#REDIRECT</text></revision></page>\n')
    write("wiki.xml", '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en"><siteinfo><sitename>Our wiki</sitename>'
          "<base>https://wiki.example/wiki/Main_Page</base></siteinfo>\n" + other + "".join(wiki_page(i, a) for i, a in enumerate(ARTICLES, 1)) + "</mediawiki>\n")


def markdown():
    for i, a in enumerate(ARTICLES):
        text = "\n\n".join(p.replace("<", "&lt;") for p in a["text"])
        if i == 2:
            front = ("+++\n" + f'id = "{a["id"]}"\nurl = "{a["url"]}"\ntitle = "{a["title"]}"\ndate = {a["published"]}\nsource = "{SOURCE}"\n'
                     f'author = "{a["author"]}"\ntags = {json.dumps(a["topics"])}\nlanguage = "en"\n+++\n')
        else:
            tags = "[" + ", ".join(a["topics"]) + "]" if i % 2 else "\n" + "\n".join("  - " + t for t in a["topics"])
            front = ("---\n" + f'id: {a["id"]}\nurl: "{a["url"]}"\ntitle: \'{a["title"]}\'\ndate: {a["published"]}  # local time\nsource: {SOURCE}\n'
                     f'author: {a["author"]}\ntags: {tags}\nlanguage: en\nmenu:\n  main: 1\n---\n')
        write(f"article-{i + 1}.md", front + f'\n# {a["title"]}\n\n' + text + "\n")


def office():
    a = ARTICLES[0]

    def pack(name, members):
        with zipfile.ZipFile(name, "w") as z:
            for member, data in members:
                info = zipfile.ZipInfo(member, (2021, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_STORED if member == "mimetype" else zipfile.ZIP_DEFLATED
                z.writestr(info, data)

    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t xml:space=\"preserve\">{e(p[:20])}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{e(p[20:])}</w:t></w:r></w:p>" for p in [a["title"]] + a["text"])
    core = (f'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{e(a["title"])}</dc:title><dc:creator>desk</dc:creator>'
            f'<cp:keywords>{", ".join(a["topics"])}</cp:keywords><dc:language>en</dc:language></cp:coreProperties>')
    pack("article.docx", [("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
                          ("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'),
                          ("docProps/core.xml", core)])
    text = "".join(f"<text:{'h' if i == 0 else 'p'}>{e(p)}</text:{'h' if i == 0 else 'p'}>" for i, p in enumerate([a["title"]] + a["text"]))
    ns = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    pack("article.odt", [("mimetype", "application/vnd.oasis.opendocument.text"),
                         ("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ns}><office:body><office:text>{text}</office:text></office:body></office:document-content>'),
                         ("meta.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {ns}><office:meta><dc:title>{e(a["title"])}</dc:title><dc:language>en</dc:language>'
                          + "".join(f"<meta:keyword>{t}</meta:keyword>" for t in a["topics"]) + "</office:meta></office:document-meta>")])


def archives():
    with open("articles.jsonl", "rb") as f:
        lines = f.read().splitlines(keepends=True)

    def tar(members):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as t:
            for name, data in members:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                t.addfile(info, io.BytesIO(data))
        return out.getvalue()

    def pack(members):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, data in members:
                z.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    members = [("a/1.jsonl", lines[0]), ("a/.hidden", b"no"), ("a/2.jsonl.gz", gzip.compress(lines[1], mtime=0)), ("a/3.jsonl", lines[2] + lines[3])]
    write("articles.zip", pack(members))
    write("articles.tar.gz", gzip.compress(tar(members), mtime=0))
    write("nested.zip", pack([("inner.tar.gz", gzip.compress(tar(members), mtime=0))]))
    write("too-deep.zip", pack([("b.zip", pack([("c.zip", pack([("d.jsonl", lines[0])]))]))]))


for make in (json_files, tables, feeds, agency_files, pages, web_archives, mails, wiki, markdown, office, archives):
    make()
