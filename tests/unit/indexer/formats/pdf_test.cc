#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"
#include "tests/unit/indexer/reading.h"

namespace dateline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

bool can_read_pdf() {
  return std::filesystem::exists(std::filesystem::read_symlink("/proc/self/exe").parent_path() /
                                 "dateline-pdf-text");
}

// A page of lines, in the least that a PDF can be.
std::string pdf(const std::vector<std::string>& lines, std::string_view title,
                std::string_view heading = "") {
  std::string page = "BT /F1 12 Tf 72 720 Td 14 TL\n";
  if (!heading.empty()) page += "/F1 20 Tf (" + std::string(heading) + ") Tj /F1 12 Tf T*\n";
  for (const std::string& line : lines) page += line.empty() ? "T* T*\n" : "(" + line + ") Tj T*\n";
  page += "ET";
  const std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
      "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
      "<< /Length " + std::to_string(page.size()) + " >>\nstream\n" + page + "\nendstream",
      "<< /Title (" + std::string(title) + ") >>"};
  std::string file = "%PDF-1.4\n";
  std::string table = "xref\n0 6\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[24];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", file.size());
    table += entry;
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t at = file.size();
  return file + table + "trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n" +
         std::to_string(at) + "\n%%EOF\n";
}

TEST(Pdf, BecomesParagraphs) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a", pdf({"The harbour opened again after a", "storm had clo-",
                                   "sed it for three days.", "", "Ferries will run from Friday."},
                                  "Harbour reopens"))});
  EXPECT_THAT(reading.texts(),
              ElementsAre("The harbour opened again after a storm had closed it for three days.\n\n"
                          "Ferries will run from Friday."));
  EXPECT_EQ(reading.articles.at(0).known.title, "Harbour reopens");
}

TEST(Pdf, EndsAParagraphWhereASentenceLeavesItsLineShort) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a", pdf({"The harbour opened again after a storm.", "Ships waited for",
                                   "three days.", "Ferries will run from Friday, at first"},
                                  "Harbour reopens"))});
  EXPECT_THAT(reading.texts(),
              ElementsAre("The harbour opened again after a storm. Ships waited for three days.\n\n"
                          "Ferries will run from Friday, at first"));
}

TEST(Pdf, TakesWhatIsSetInLargerLettersForItsTitle) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  const Reading reading =
      read({folder.write("a", pdf({"Ida Holm", "The harbour opened again after a storm had closed",
                                   "it for three days."},
                                  "story.doc", "Harbour reopens at last"))});
  EXPECT_EQ(reading.articles.at(0).known.title, "Harbour reopens at last");
  EXPECT_THAT(reading.texts().at(0), testing::StartsWith("Harbour reopens at last\n\nIda Holm"));
}

TEST(Pdf, TakesTheNameOfThePaperForItsSource) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  const std::string headings =
      "The Daily Courier) Tj /F1 16 Tf T* (Harbour opens again after the storm";  // two sizes
  const Reading reading =
      read({folder.write("a", pdf({"Ferries will run from Friday, the harbour master said."},
                                  "Microsoft Word - harbour.doc", headings))});
  EXPECT_EQ(reading.articles.at(0).known.title, "Harbour opens again after the storm");
  EXPECT_EQ(reading.articles.at(0).known.source, "The Daily Courier");
}

TEST(Pdf, PutsLettersTogetherThatAreSetFarApart) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  const std::string spaced = "Notice) Tj 6 Tc T* (The old bridge is closed.) Tj 0 Tc T* (";
  const Reading reading =
      read({folder.write("a", pdf({spaced, "", "Plan A B C D E F G H I has nine parts."}, ""))});
  EXPECT_THAT(reading.texts(), ElementsAre(HasSubstr("The old bridge is closed.")));
  EXPECT_THAT(reading.texts(), ElementsAre(HasSubstr("Plan A B C D E F G H I has nine parts.")));
}

TEST(Pdf, DoesNotTakeAFileNameForATitle) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  EXPECT_EQ(read({folder.write("a", pdf({"Text."}, "Microsoft Word - story.doc"))})
                .articles.at(0)
                .known.title,
            "");
}

TEST(Pdf, IsSetAsideWhereItIsDamagedOrHasNoText) {
  if (!can_read_pdf()) GTEST_SKIP() << "built without poppler";
  const TempFolder folder;
  folder.write("1", "%PDF-1.4\nnonsense");
  folder.write("2", pdf({}, ""));
  EXPECT_THAT(read({folder.path()}).reasons(),
              ElementsAre("the PDF is damaged or encrypted", "the PDF has no text, only pictures"));
}

}  // namespace
}  // namespace dateline
