#include "server/api/story_json.h"

#include "server/api/json_fields.h"
#include "server/api/json_writer.h"

namespace dateline {
namespace {

void write_words(JsonWriter& json, std::size_t same, std::size_t cut, std::size_t added) {
  json.key("words").begin_object().key("same").number(same);
  json.key("cut").number(cut).key("added").number(added).end_object();
}

void write_index(JsonWriter& json, std::string_view name, const std::optional<std::size_t>& index) {
  json.key(name);
  if (index) {
    json.number(*index);
  } else {
    json.null();
  }
}

std::string_view name_of(ComparedPiece::Kind kind) {
  switch (kind) {
    case ComparedPiece::Kind::cut:
      return "cut";
    case ComparedPiece::Kind::added:
      return "added";
    case ComparedPiece::Kind::same:
      break;
  }
  return "same";
}

std::string_view name_of(ComparedParagraph::State state) {
  switch (state) {
    case ComparedParagraph::State::changed:
      return "changed";
    case ComparedParagraph::State::cut:
      return "cut";
    case ComparedParagraph::State::added:
      return "added";
    case ComparedParagraph::State::moved:
      return "moved";
    case ComparedParagraph::State::same:
      break;
  }
  return "same";
}

void write_paragraph(JsonWriter& json, const ComparedParagraph& paragraph) {
  json.begin_object().key("state").string(name_of(paragraph.state));
  write_index(json, "with_paragraph", paragraph.first);
  write_index(json, "paragraph", paragraph.second);
  json.key("pieces").begin_array();
  for (const ComparedPiece& piece : paragraph.pieces) {
    json.begin_object().key("kind").string(name_of(piece.kind));
    json.key("text").string(piece.text).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string to_json(const Story& story) {
  JsonWriter json;
  json.begin_object().key("count").number(story.count).key("articles").begin_array();
  for (const StoryMember& member : story.members) {
    json.begin_object();
    write_summary(json, member.article);
    json.key("first");
    if (member.first) {
      json.boolean(*member.first);
    } else {
      json.null();
    }
    write_words(json, member.same, member.cut, member.added);
    json.end_object();
  }
  json.end_array().key("generation").number(story.generation).end_object();
  return json.take();
}

std::string to_json(const Comparison& comparison) {
  JsonWriter json;
  json.begin_object();
  write_summary(json, comparison.second);
  json.key("with").begin_object();
  write_summary(json, comparison.first);
  json.end_object();
  write_words(json, comparison.text.same, comparison.text.cut, comparison.text.added);
  json.key("rough").boolean(comparison.text.rough).key("paragraphs").begin_array();
  for (const ComparedParagraph& paragraph : comparison.text.paragraphs)
    write_paragraph(json, paragraph);
  json.end_array().key("generation").number(comparison.generation).end_object();
  return json.take();
}

}  // namespace dateline
