#include "server/api/translated_query.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "server/http/query_string.h"

namespace dateline {
namespace {

constexpr std::string_view kSyntax = "syntax";

constexpr std::array kSyntaxes = {
    std::pair{std::string_view("nexis"), Syntax::nexis},
    std::pair{std::string_view("factiva"), Syntax::factiva},
    std::pair{std::string_view("proquest"), Syntax::proquest},
    std::pair{std::string_view("lucene"), Syntax::lucene},
};

Syntax syntax_of(const Parameter& parameter) {
  for (const auto& [name, syntax] : kSyntaxes) {
    if (parameter.value == name) return syntax;
  }
  throw ParameterError(kSyntax, "syntax must be one of nexis, factiva, proquest, lucene");
}

}  // namespace

TranslatedParameters translated_parameters(std::string_view query_string) {
  if (query_string.find(kSyntax) == std::string_view::npos) return {std::string(query_string), {}};
  const std::vector<Parameter> parameters = parse_query_string(query_string);
  const auto named = [&](std::string_view name) {
    return std::ranges::find(parameters, name, &Parameter::name);
  };
  const auto syntax = named(kSyntax);
  if (syntax == parameters.end()) return {std::string(query_string), {}};
  TranslatedParameters result;
  const Syntax system = syntax_of(*syntax);
  bool is_joined = named("operator") != parameters.end();
  for (const Parameter& parameter : parameters) {
    if (&parameter == &*syntax) continue;
    const bool is_query = parameter.name == "q" && !result.query;
    if (is_query) result.query = {parameter.value, translate(parameter.value, system)};
    append_parameter(result.query_string, parameter.name,
                     is_query ? result.query->translation.query : parameter.value);
  }
  if (!is_joined && result.query) {
    append_parameter(result.query_string, "operator",
                     joint_of(system) == Operator::any ? "any" : "all");
  }
  return result;
}

}  // namespace dateline
