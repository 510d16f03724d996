#!/usr/bin/env bash
# Makes the files of this folder with the programs that people use (Debian's
# imagemagick, libimage-exiftool-perl, qpdf, libreoffice, zip), in a folder that
# is given. Every hidden field holds a word of its own, kanarie1x, kanarie2x and
# so on, for which the tests look. Names and places are invented. The files that
# are committed were made once; made anew they differ in times.
set -euo pipefail
out=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo 0 >count
word() { echo $(($(cat count) + 1)) >count; echo "kanarie$(cat count)x"; }

draw() { /usr/bin/convert -size 48x32 gradient:teal-orange -fill white -draw 'rectangle 4,4 20,12' "$@"; }

photo() { # file
  draw -resize 16x thumb.jpg
  echo 0 >count
  exiftool -q -overwrite_original -n -codedcharacterset=utf8 \
    -EXIF:Make="Merk $(word)" -EXIF:Model="Toestel $(word)" -EXIF:Software="Programma $(word)" -EXIF:Artist="Sanne $(word)" \
    -EXIF:Copyright="Rechten $(word)" -EXIF:ImageDescription="Over $(word)" -EXIF:DateTimeOriginal="2026:06:01 09:30:00" \
    -EXIF:UserComment="Opmerking $(word)" -EXIF:SerialNumber="$(word)" -EXIF:LensModel="Lens $(word)" -EXIF:OwnerName="Eigenaar $(word)" \
    -EXIF:XPAuthor="$(word)" -EXIF:ImageUniqueID="$(word)" -EXIF:Orientation=6 \
    -EXIF:GPSLatitude=52.3688 -EXIF:GPSLatitudeRef=N -EXIF:GPSLongitude=4.89036 -EXIF:GPSLongitudeRef=E -EXIF:GPSDateStamp=2026:06:01 \
    -EXIF:GPSAreaInformation="$(word)" \
    -XMP:Creator="Sanne $(word)" -XMP:City="Veenhaven $(word)" -XMP:CreatorTool="$(word)" -XMP-xmpMM:DocumentID="xmp.did:$(word)" -XMP:Title="$(word)" "$1"
}

draw -quality 80 photo.jpg
photo photo.jpg
exiftool -q -overwrite_original '-EXIF:ThumbnailImage<=thumb.jpg' photo.jpg
exiftool -q -overwrite_original -IPTC:By-line="$(word)" -IPTC:City="$(word)" -IPTC:Caption-Abstract="$(word)" -IPTC:Keywords="$(word)" \
  -Comment="Commentaar $(word)" photo.jpg
printf 'achteraan %s' "$(word)" >>photo.jpg
cp photo.jpg "$out/photo.jpg"

draw -interlace JPEG -colorspace CMYK progressive.jpg
photo progressive.jpg
exiftool -q -overwrite_original -Orientation=1 -n progressive.jpg
cp progressive.jpg "$out/progressive.jpg"

draw plain.png
photo plain.png
exiftool -q -overwrite_original -PNG:Author="$(word)" -PNG:Comment="$(word)" -PNG:ModifyDate="2026:06:01 09:30:00" plain.png
/usr/bin/convert photo.jpg -set 'Commentaar' "$(word) $(printf 'lang %.0s' {1..600})" packed.png
printf 'achteraan %s' "$(word)" >>plain.png
cp plain.png "$out/picture.png"
cp packed.png "$out/packed.png"

# One text with pictures, comments and changes, saved in each form.
cp photo.jpg picture.jpg
cat >letter.fodt <<XML
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><meta:initial-creator>kanarie41x</meta:initial-creator><dc:creator>kanarie42x</dc:creator><meta:printed-by>kanarie43x</meta:printed-by><dc:title>kanarie44x</dc:title><dc:subject>kanarie45x</dc:subject><dc:description>kanarie46x</dc:description><meta:keyword>kanarie47x</meta:keyword><meta:user-defined meta:name="Afdeling">kanarie48x</meta:user-defined><meta:creation-date>2026-06-01T09:30:00</meta:creation-date></office:meta>
<office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>kanarie50x</dc:creator><dc:date>2026-06-02T10:00:00</dc:date></office:change-info><text:p>een woord</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Beste Vera, dit is een brief<text:change text:change-id="c1"/> met een foto.<office:annotation><dc:creator>kanarie51x</dc:creator><dc:date>2026-06-02T11:00:00</dc:date><meta:creator-initials>kanarie52x</meta:creator-initials><text:p>Klopt dit?</text:p></office:annotation></text:p>
<text:p><draw:frame draw:name="foto" svg:width="4cm" svg:height="3cm" text:anchor-type="as-char"><draw:image><office:binary-data>$(base64 -w0 picture.jpg)</office:binary-data></draw:image></draw:frame></text:p>
</office:text></office:body></office:document>
XML
office() { soffice --headless --norestore -env:UserInstallation="file://$work/profile" --convert-to "$1" --outdir "$2" "$3" >/dev/null 2>&1; }
office odt . letter.fodt
cp letter.odt "$out/letter.odt"
office docx . letter.odt
cp letter.docx "$out/letter.docx"
office 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"},"UseLosslessCompression":{"type":"boolean","value":"false"},"ReduceImageResolution":{"type":"boolean","value":"false"}}' . letter.odt
# A later version over the first, as exiftool writes it, and an attachment under a name that tells.
exiftool -q -overwrite_original -PDF:Author="kanarie53x" -PDF:Producer="kanarie54x" -XMP:Creator="kanarie55x" letter.pdf
echo 'kanarie56x' >kanarie57x.txt
qpdf letter.pdf --add-attachment kanarie57x.txt -- attached.pdf
exiftool -q -overwrite_original -PDF:Author="kanarie58x" attached.pdf
cp attached.pdf "$out/letter.pdf"
