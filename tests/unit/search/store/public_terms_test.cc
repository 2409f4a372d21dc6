#include "search/store/public_terms.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace dateline {
namespace {

using Counts = std::map<std::string, std::uint32_t>;

Counts ours(const PublicText& text, const std::string& language) {
  const TempFolder folder;
  PostingsBuilder postings;
  PublicTerms(postings).count(text, language);
  postings.end_document();
  postings.write(folder.path() / "postings");
  const Xapian::Database database((folder.path() / "postings").string());
  Counts counts;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term)
    counts[*term] = static_cast<std::uint32_t>(database.get_collection_freq(*term));
  return counts;
}

Counts xapians(const PublicText& text, const std::string& language) {
  Xapian::Document document;
  Xapian::TermGenerator generator;
  generator.set_document(document);
  generator.set_stemmer(public_stemmer(language));
  generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  generator.index_text_without_positions(std::string(text.text), text.weight,
                                         std::string(text.prefix));
  Counts counts;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    counts[*term] = term.get_wdf();
  return counts;
}

TEST(PublicTerms, AreThoseOfXapiansTermGenerator) {
  const std::vector<std::pair<std::string, std::string>> texts{
      {"en", "\"Oil prices,\" the O'Brien-led U.S. group (AT&T's) said: 1,234.5 at 3.5% — don’t!"},
      {"en", "C++ and C# at .NET; R&D in the U.S.A., P.T.O. and U. S. again: the the THE The."},
      {"en", "F-16s Su-35 e-mail@example.org http://example.org/a?b=c_d x_y _z 10:30 1990s 3rd"},
      {"en",
       "caf\xC3\xA9 na\xC3\xAFve \xC2\xA0no\xC2\xA0"
       "break \xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x80\x93 dash\xE2\x80\xA6 "
       "\xEF\xAC\x81ne I\xCC\x87"
       "stanbul"},
      {"de", "Der Bürgermeister der Straße: „Größere Häuser“, sagte er; Ämter, Übung – GRÖSSE."},
      {"fr", "L’Élysée n’a pas répondu aux écoles d'État ; aujourd'hui, c'est « fini »."},
      {"ru", "Правительство Москвы сообщило: «Съёмка окончена», — сказал г-н Иванов."},
      {"tr", "Ankara'dan İstanbul’a ILIK ışık"},
      {"", "北京欢迎你。東京タワー 서울 특별시 ป่าไม้ภาคเหนือ hello世界"},
      {"en", std::string(70, 'x') + " " + std::string(64, 'y') + " broken \xFF\xFE bytes\xC3"},
      {"en", ""},
      {"en", " \n\t "},
      {"en", "... -- !? ''"},
  };
  for (const auto& [language, text] : texts) {
    for (const std::string_view prefix : {"", "S"}) {
      const PublicText one{.text = text, .prefix = prefix, .weight = 2};
      EXPECT_EQ(ours(one, language), xapians(one, language)) << text;
    }
  }
}

TEST(PublicTerms, HaveNoStemsInALanguageThatXapianHasNoStemmerOf) {
  EXPECT_TRUE(public_stemmer("pl").is_none());
  EXPECT_EQ(ours({.text = "gospodarka"}, "pl"), (Counts{{"gospodarka", 1}}));
}

}  // namespace
}  // namespace dateline
