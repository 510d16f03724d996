package regulation

import (
	"archive/zip"
	"bytes"
	_ "embed" // what is the same in every text
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"github.com/gehoor/gehoor"
)

// mimeType is that of an OpenDocument text.
const mimeType = "application/vnd.oasis.opendocument.text"

//go:embed odt/manifest.xml
var manifestXML string

//go:embed odt/styles.xml
var stylesXML string

// ODT is the regulation as an OpenDocument text (ODF 1.3, ISO/IEC 26300), with real
// headings and numbered lists, so that it can be worked on. The same document gives
// the same bytes.
func (d Document) ODT() ([]byte, error) {
	d = d.clean()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	// The type comes first and is not packed: so a program knows the file by its first
	// bytes (ODF 1.3 part 2, §3.3).
	if err := put(z, "mimetype", zip.Store, mimeType); err != nil {
		return nil, err
	}
	for _, f := range []struct{ name, content string }{
		{"META-INF/manifest.xml", manifestXML},
		{"meta.xml", d.meta()},
		{"styles.xml", strings.ReplaceAll(strings.ReplaceAll(stylesXML, "LANGUAGE", string(d.Language)), "COUNTRY", country(d.Language))},
		{"content.xml", d.content()},
	} {
		if err := put(z, f.name, zip.Deflate, f.content); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("regulation: odt: %w", err)
	}
	return b.Bytes(), nil
}

func put(z *zip.Writer, name string, method uint16, content string) error {
	w, err := create(z, name, method, content)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err != nil {
		return fmt.Errorf("regulation: odt: %s: %w", name, err)
	}
	return nil
}

// create begins a file in the package. What is not packed has its size and sum in its
// own header, as the law of the first file wants: no extra field, no descriptor.
func create(z *zip.Writer, name string, method uint16, content string) (io.Writer, error) {
	h := &zip.FileHeader{Name: name, Method: method}
	if method != zip.Store {
		return z.CreateHeader(h)
	}
	h.CRC32 = crc32.ChecksumIEEE([]byte(content))
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(content)), uint64(len(content))
	return z.CreateRaw(h)
}

func country(l gehoor.Language) string {
	if l == gehoor.English {
		return "GB"
	}
	return "NL"
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

func (d Document) meta() string {
	return xmlHead + `<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"><office:meta>` +
		`<meta:generator>Gehoor</meta:generator><dc:title>` + escape(d.Title) + `</dc:title><dc:language>` + string(d.Language) + `-` + country(d.Language) + `</dc:language></office:meta></office:document-meta>` + "\n"
}

const contentHead = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.3"><office:automatic-styles/><office:body><office:text>` + "\n"

// content is the text itself.
func (d Document) content() string {
	var b strings.Builder
	b.WriteString(xmlHead + contentHead)
	heading(&b, 1, d.Title)
	for _, p := range d.Preamble {
		line(&b, "Text_20_body", p)
	}
	for _, c := range d.Chapters {
		heading(&b, 2, c.Heading)
		for _, a := range c.Articles {
			heading(&b, 3, a.Heading)
			a.write(&b)
		}
	}
	for i, p := range d.Closing {
		style := "Text_20_body"
		if i == 0 {
			style = "Closing"
		}
		line(&b, style, p)
	}
	d.Annex.write(&b)
	b.WriteString("</office:text></office:body></office:document-content>\n")
	return b.String()
}

// write writes the paragraphs: numbered if there are more than one, with their items
// by letter. Each article counts anew.
func (a Article) write(b *strings.Builder) {
	if len(a.Paragraphs) == 1 {
		line(b, "Text_20_body", a.Paragraphs[0].Text)
		items(b, `<text:list text:style-name="Letters">`, a.Paragraphs[0].Items)
		return
	}
	b.WriteString(`<text:list text:style-name="Paragraphs">` + "\n")
	for _, p := range a.Paragraphs {
		b.WriteString("<text:list-item>")
		line(b, "List", p.Text)
		items(b, "<text:list>", p.Items)
		b.WriteString("</text:list-item>\n")
	}
	b.WriteString("</text:list>\n")
}

func items(b *strings.Builder, open string, all []Item) {
	if len(all) == 0 {
		return
	}
	b.WriteString(open)
	for _, i := range all {
		b.WriteString("<text:list-item>")
		line(b, "List", i.Text)
		items(b, "<text:list>", i.Items)
		b.WriteString("</text:list-item>")
	}
	b.WriteString("</text:list>\n")
}

// write writes the cards, on a page of their own.
func (a Annex) write(b *strings.Builder) {
	if len(a.Cards) == 0 {
		return
	}
	_, _ = fmt.Fprintf(b, `<text:h text:style-name="Annex" text:outline-level="2">%s</text:h>`+"\n", escape(a.Heading))
	line(b, "Text_20_body", a.Text)
	for _, c := range a.Cards {
		heading(b, 3, c.Heading)
		if c.For != "" {
			line(b, "Text_20_body", c.For)
		}
		for _, l := range []List{c.Do, c.Dont} {
			if len(l.Lines) > 0 {
				line(b, "Text_20_body", l.Text)
				items(b, `<text:list text:style-name="Points">`, plain(l.Lines...))
			}
		}
	}
}

func heading(b *strings.Builder, level int, says string) {
	_, _ = fmt.Fprintf(b, `<text:h text:style-name="Heading_20_%d" text:outline-level="%d">%s</text:h>`+"\n", level, level, escape(says))
}

func line(b *strings.Builder, style, says string) {
	b.WriteString(`<text:p text:style-name="` + style + `">` + escape(says) + "</text:p>\n")
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder never fails
	return b.String()
}
