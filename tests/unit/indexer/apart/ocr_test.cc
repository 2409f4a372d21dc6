#include "indexer/apart/ocr.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "indexer/apart/confinement.h"
#include "indexer/apart/record_extraction.h"
#include "indexer/formats/pdf.h"
#include "indexer/formats/program_output.h"
#include "search/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::vector<std::string> kLines = {"The harbour opened again on Tuesday",
                                         "after a storm had closed it for three",
                                         "days. Ferries will run from Friday."};

std::string reason_of(std::string_view setting, const std::filesystem::path& program) {
  try {
    ocr_as_set(setting, program);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

// What lists languages as tesseract does.
std::filesystem::path program_with(const TempFolder& folder, const std::string& languages) {
  const auto program =
      folder.write("tesseract", "#!/bin/sh\necho 'List of languages'\nfor one in " + languages +
                                    "; do echo $one; done\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program;
}

// A PDF of objects, the first of which is its catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string file = "%PDF-1.4\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[24];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", file.size());
    table += entry;
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return file + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) +
         " /Root 1 0 R >>\nstartxref\n" + std::to_string(file.size()) + "\n%%EOF\n";
}

std::string stream_of(const std::string& bytes, const std::string& entries = "") {
  return "<< " + entries + "/Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes +
         "\nendstream";
}

// One page of a third of a sheet, with the resources and the content.
std::string page_of(const std::string& resources, const std::string& content,
                    const std::vector<std::string>& more = {}) {
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 160] /Contents 4 0 R /Resources << " +
          resources + " >> >>",
      stream_of(content)};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects);
}

std::string written_page() {
  std::string content = "BT /F1 16 Tf 20 110 Td 24 TL\n";
  for (const std::string& line : kLines) content += "(" + line + ") Tj T*\n";
  return page_of("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
                 content + "ET");
}

// A page as a scanner gives it: PGM, "P5\n1667 667\n255\n" and a byte a dot.
struct Scan {
  std::string width;
  std::string height;
  std::string dots;
};

Scan scan() {
  const std::string picture = draw_pdf_page(file_in_memory(written_page()), 0).value_or("");
  const std::size_t size_ends = picture.find('\n', 3);
  const std::string size = picture.substr(3, size_ends - 3);
  return {.width = size.substr(0, size.find(' ')),
          .height = size.substr(size.find(' ') + 1),
          .dots = picture.substr(size_ends + 5)};
}

std::string scanned_page() {
  const Scan page = scan();
  const std::string entries = "/Type /XObject /Subtype /Image /Width " + page.width + " /Height " +
                              page.height + " /ColorSpace /DeviceGray /BitsPerComponent 8 ";
  return page_of("/XObject << /Im 5 0 R >>", "400 0 0 160 0 0 cm /Im Do",
                 {stream_of(page.dots, entries)});
}

void put_number(std::string& out, std::uint32_t number, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFF);
}

// The scan as a TIFF file, in the least that one can be.
std::string tiff() {
  constexpr std::uint32_t kDotsAt = 122;
  const Scan page = scan();
  const auto width = static_cast<std::uint32_t>(std::stoul(page.width));
  const auto height = static_cast<std::uint32_t>(std::stoul(page.height));
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> fields = {
      {256, width},  {257, height},        {258, 8}, {259, 1}, {262, 1}, {273, kDotsAt}, {277, 1},
      {278, height}, {279, width * height}};
  std::string file("II*\0\x08\0\0\0\x09\0", 10);
  for (const auto& [tag, value] : fields) {
    put_number(file, tag, 2);
    put_number(file, 4, 2);  // of 32 bits
    put_number(file, 1, 4);
    put_number(file, value, 4);
  }
  put_number(file, 0, 4);
  return file + page.dots;
}

bool can_draw() { return access(program_beside("dateline-pdf-text").c_str(), X_OK) == 0; }

// Why nothing can be read here; empty where it can.
std::string missing() {
  if (!can_draw()) return "built without poppler";
  return reason_of("eng", kTesseract);
}

Record first_record(const std::string& bytes, const SourceOptions& options) {
  const TempFolder folder;
  RecordSource source({folder.write("page", bytes)}, options);
  return std::get<Record>(source.next().value());
}

ExtractedRecord read_with_ocr(const std::string& bytes) {
  SourceOptions options;
  options.parsing.ocr = ocr_as_set("eng");
  return make_extraction(options.parsing)->extract_one(first_record(bytes, options));
}

TEST(Ocr, IsOffWhereItIsNotAskedFor) {
  EXPECT_EQ(ocr_as_set("off"), Ocr{});
  const TempFolder folder;
  const Reading png = read({folder.write("a", "\x89PNG\r\n\x1A\n, a picture")});
  EXPECT_THAT(png.reasons(), ElementsAre("it is a PNG picture"));
  EXPECT_THAT(png.set_aside.at(0).advice, HasSubstr("--ocr"));
}

TEST(Ocr, SaysWhatIsMissing) {
  const TempFolder folder;
  EXPECT_THAT(reason_of("on", folder.path() / "nothing"), HasSubstr("install tesseract-ocr"));
  const auto program = program_with(folder, "deu eng osd");
  EXPECT_THAT(reason_of("deu+fra", program), HasSubstr("no language \"fra\"; it has deu, eng"));
  EXPECT_THAT(reason_of("deu+", program), IsEmpty());
  EXPECT_THAT(reason_of("", program), HasSubstr("languages"));
  EXPECT_THAT(reason_of("on", program_with(folder, "osd")), HasSubstr("tesseract-ocr-eng"));
  EXPECT_THAT(reason_of("on", program_with(folder, "ces dan deu eng fra")),
              HasSubstr("name those"));
}

TEST(Ocr, OnIsAllLanguagesAndOrientationIsNone) {
  const TempFolder folder;
  const Ocr both = ocr_as_set("on", program_with(folder, "deu eng osd equ"));
  EXPECT_EQ(both.languages, "deu+eng");
  EXPECT_EQ(both.layout, "1") << "pages may be turned";
  EXPECT_EQ(ocr_as_set("eng", program_with(folder, "deu eng")).layout, "3");
}

TEST(Ocr, APdfWithoutATextSaysHowToReadIt) {
  if (!can_draw()) GTEST_SKIP() << "built without poppler";
  const auto result = make_extraction({})->extract_one(first_record(scanned_page(), {}));
  ASSERT_THAT(result, SizeIs(1));
  EXPECT_THAT(std::get<SetAside>(result[0]).reason, HasSubstr("no text, only pictures"));
  EXPECT_THAT(std::get<SetAside>(result[0]).advice, HasSubstr("--ocr"));
}

TEST(Ocr, ReadsAScannedPdf) {
  if (const std::string reason = missing(); !reason.empty()) GTEST_SKIP() << reason;
  const auto result = read_with_ocr(scanned_page());
  ASSERT_THAT(result, SizeIs(1));
  const auto& article = std::get<Article>(result[0]);
  EXPECT_THAT(article.paragraphs,
              ElementsAre("The harbour opened again on Tuesday after a storm had closed it for "
                          "three days. Ferries will run from Friday."));
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.extraction, testing::Contains(Provenance{"paragraphs", "ocr eng"}));
}

TEST(Ocr, ReadsAPictureOfAPage) {
  if (const std::string reason = missing(); !reason.empty()) GTEST_SKIP() << reason;
  const auto result = read_with_ocr(tiff());
  ASSERT_THAT(result, SizeIs(1));
  EXPECT_THAT(std::get<Article>(result[0]).paragraphs,
              ElementsAre(StartsWith("The harbour opened again on Tuesday after a storm")));
}

TEST(Ocr, SetsAsideAPictureThatIsNone) {
  if (const std::string reason = missing(); !reason.empty()) GTEST_SKIP() << reason;
  const auto result = read_with_ocr("\x89PNG\r\n\x1A\n, and nothing of a picture");
  ASSERT_THAT(result, SizeIs(1));
  EXPECT_THAT(std::get<SetAside>(result[0]).reason, HasSubstr("cannot read the picture"));
}

TEST(Ocr, LeavesAPdfThatHasATextToPoppler) {
  if (const std::string reason = missing(); !reason.empty()) GTEST_SKIP() << reason;
  const auto result = read_with_ocr(written_page());
  ASSERT_THAT(result, SizeIs(1));
  EXPECT_THAT(std::get<Article>(result[0]).extraction,
              testing::Not(testing::Contains(Provenance{"paragraphs", "ocr eng"})));
}

TEST(Ocr, RunsNothingButWhatIsInstalled) {
  if (!kernel_protections().landlock) GTEST_SKIP() << "the kernel has no Landlock";
  const TempFolder folder;
  const auto end_of = [](const std::string& program) {
    const std::vector<std::string> arguments = {program, "eng", "3"};
    return run_program(program_beside("dateline-ocr"), arguments, file_in_memory("")).end;
  };
  EXPECT_EQ(end_of("/usr/bin/true"), ProgramOutput::End::well);
  EXPECT_EQ(end_of(program_with(folder, "eng").string()), ProgramOutput::End::failed);
}

}  // namespace
}  // namespace dateline
