#include "config/config.h"

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dateline {

namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

// What is wrong with a file, as its reader is told.
std::string error_of(std::string_view toml) {
  try {
    parse_config(toml, "dateline.toml");
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "no error";
}

std::string shipped_file() {
  std::ifstream in{DATELINE_SOURCE_DIR "/config/dateline.toml"};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shipped file with every setting switched on.
std::string shipped_file_uncommented() {
  return std::regex_replace(shipped_file(), std::regex{R"(\n#(\w+ = ))"}, "\n$1");
}

TEST(Config, HasItsDefaultsWithoutAFile) { EXPECT_EQ(parse_config("", "empty"), Config{}); }

TEST(Config, ReadsEverySetting) {
  const Config config = parse_config(R"(
    [index]
    directory = "/srv/news-index"
    keep_generations = 5
    ocr = "deu+eng"
    xapian = "phrases"
    [sources]
    paths = ["news", "/srv/archive.jsonl.gz"]
    fields = { hed = "title" }
    max_record = "1 GiB"
    [indexer]
    threads = 3
    memory = "2 GiB"
    [search]
    synonyms = "words.txt"
    given_names = "names.txt"
    recency_half_life = "30d"
    max_bytes = 1
    max_words = 2
    max_leaves = 3
    max_depth = 4
    max_phrase_words = 5
    max_distance = 6
    max_wildcards = 7
    max_at_least = 8
    max_spellings = 9
    max_cost = 2000
    [mail]
    sendmail = "/usr/bin/msmtp"
    from = "news@example.org"
    [server]
    listen = "[::1]:9000"
    threads = 4
    cache = "0 B"
    waiting = 10
    connections = 100
    connections_per_address = 7
    exports_per_address = 9
    hosts = ["news.example", "*.example.org"]
    base_path = "/news/"
    public_url = "https://example.org:8443/news/"
    trusted_proxies = ["::1", "10.0.0.0/8"]
    access_log = "json"
    slow_log = "500ms"
    nothing_found_log = true
    mcp = true
    idle = "1m"
    drain = "0s"
    scrub = "7d"
    token_file = "token"
    reading = "token"
    max_push = "1 MiB"
  )",
                                     "dateline.toml");

  EXPECT_EQ(config.index.directory, "/srv/news-index");
  EXPECT_EQ(config.index.keep_generations, 5U);
  EXPECT_EQ(config.index.ocr, "deu+eng");
  EXPECT_EQ(config.index.xapian, "phrases");
  EXPECT_THAT(config.sources.paths, ElementsAre("news", "/srv/archive.jsonl.gz"));
  EXPECT_THAT(config.sources.fields, ElementsAre(Pair("hed", "title")));
  EXPECT_EQ(config.sources.max_record_bytes, 1ULL << 30U);
  EXPECT_EQ(config.indexer.threads, 3U);
  EXPECT_EQ(config.indexer.memory_bytes, 2ULL << 30U);
  EXPECT_EQ(config.search.synonyms, "words.txt");
  EXPECT_EQ(config.search.given_names, "names.txt");
  EXPECT_EQ(config.search.recency_half_life, std::chrono::hours{30 * 24});
  EXPECT_EQ(config.search.max_bytes, 1U);
  EXPECT_EQ(config.search.max_words, 2U);
  EXPECT_EQ(config.search.max_leaves, 3U);
  EXPECT_EQ(config.search.max_depth, 4U);
  EXPECT_EQ(config.search.max_phrase_words, 5U);
  EXPECT_EQ(config.search.max_distance, 6U);
  EXPECT_EQ(config.search.max_wildcards, 7U);
  EXPECT_EQ(config.search.max_at_least, 8U);
  EXPECT_EQ(config.search.max_spellings, 9U);
  EXPECT_EQ(config.search.max_cost, 2000U);
  EXPECT_EQ(config.server.listen, (ListenAddress{"::1", 9000}));
  EXPECT_EQ(config.server.threads, 4U);
  EXPECT_EQ(config.server.cache_bytes, 0U);
  EXPECT_EQ(config.server.waiting, 10U);
  EXPECT_EQ(config.server.connections, 100U);
  EXPECT_EQ(config.server.connections_per_address, 7U);
  EXPECT_EQ(config.server.exports_per_address, 9U);
  EXPECT_THAT(config.server.hosts, ElementsAre("news.example", "*.example.org"));
  EXPECT_EQ(config.server.base_path, "/news");
  EXPECT_EQ(config.server.public_url, "https://example.org:8443/news");
  EXPECT_THAT(config.server.trusted_proxies,
              ElementsAre(*Network::parse("::1"), *Network::parse("10.0.0.0/8")));
  EXPECT_EQ(config.server.access_log, "json");
  EXPECT_EQ(config.server.slow_log, std::chrono::milliseconds{500});
  EXPECT_TRUE(config.server.nothing_found_log);
  EXPECT_TRUE(config.server.mcp);
  EXPECT_EQ(config.server.idle, std::chrono::minutes{1});
  EXPECT_EQ(config.server.drain, std::chrono::milliseconds{0});
  EXPECT_EQ(config.server.token_file, "token");
  EXPECT_EQ(config.server.reading, "token");
  EXPECT_EQ(config.server.max_push_bytes, 1U << 20U);
  EXPECT_EQ(config.server.scrub, std::chrono::hours{7 * 24});
}

TEST(Config, ReadsAlerts) {
  const Config config = parse_config(R"(
    [mail]
    sendmail = "/usr/bin/msmtp"
    from = "news@example.org"
    [[alert]]
    name = "ferries"
    query = "ferry"
    parameters = "source=TASS"
    file = "out.jsonl"
    every = "1h"
    [[alert]]
    name = "desk"
    webhook = "https://example.org/hook"
    secret_file = "secret"
    [[alert]]
    name = "mail"
    mail = ["desk@example.org", "night@example.org"]
  )",
                                     "dateline.toml");
  EXPECT_EQ(config.mail.sendmail, "/usr/bin/msmtp");
  EXPECT_EQ(config.mail.from, "news@example.org");
  ASSERT_EQ(config.alerts.size(), 3U);
  EXPECT_EQ(config.alerts[0], (Config::Alert{.name = "ferries",
                                             .query = "ferry",
                                             .parameters = "source=TASS",
                                             .file = "out.jsonl",
                                             .every = std::chrono::hours{1}}));
  EXPECT_EQ(config.alerts[1].webhook, "https://example.org/hook");
  EXPECT_THAT(config.alerts[2].mail, ElementsAre("desk@example.org", "night@example.org"));
}

TEST(Config, HasTargetsForAlertsThatAreSavedElsewhere) {
  const Config config = parse_config(R"(
    [[alert_target]]
    name = "desk"
    webhook = "https://example.org/hook"
    secret_file = "hook.secret"
    [[alert_target]]
    name = "letters"
    mail = ["desk@example.org"]
  )",
                                     "dateline.toml");
  ASSERT_EQ(config.alert_targets.size(), 2U);
  EXPECT_EQ(config.alert_targets[0].secret_file, "hook.secret");
  EXPECT_THAT(config.alert_targets[1].mail, ElementsAre("desk@example.org"));
  const auto error = [](const std::string& lines) {
    return error_of("[[alert_target]]\n" + lines);
  };
  EXPECT_THAT(error("mail = [\"a@b\"]"), HasSubstr("name of an alert_target must be 1 to 64"));
  EXPECT_THAT(error("name = \"a\""), HasSubstr("must have one of webhook and mail"));
  EXPECT_THAT(error("name = \"a\"\nwebhook = \"https://e\""), HasSubstr("needs a secret_file"));
  EXPECT_THAT(error("name = \"a\"\nfile = \"b\"\nmail = [\"a@b\"]"),
              HasSubstr("there is no setting file"));
}

TEST(Config, SaysWhatIsWrongWithAnAlert) {
  const auto error = [](const std::string& lines) { return error_of("[[alert]]\n" + lines); };
  EXPECT_EQ(error("file = \"a\""),
            "dateline.toml:1: name of an alert must be 1 to 64 letters, digits, - or _, not ''");
  EXPECT_THAT(error("name = \"../a\"\nfile = \"a\""), HasSubstr("name of an alert must be"));
  EXPECT_EQ(error("name = \"a\""),
            "dateline.toml:1: alert a must have one of file, webhook and mail; it has none");
  EXPECT_THAT(error("name = \"a\"\nfile = \"b\"\nmail = [\"c@d\"]"), HasSubstr("several"));
  EXPECT_THAT(error("name = \"a\"\nwebhook = \"https://e\""), HasSubstr("needs a secret_file"));
  EXPECT_THAT(error("name = \"a\"\nwebhook = \"ftp://e\"\nsecret_file = \"s\""),
              HasSubstr("webhook of alert a must be an address"));
  EXPECT_THAT(error("name = \"a\"\nfile = \"b\"\nsecret_file = \"s\""),
              HasSubstr("no webhook to sign"));
  for (const char* address : {"desk", "-oQ@x", "a b@c", "a@b@c", "<a@b>", "a@b,c", "@b", "a@"})
    EXPECT_THAT(error("name = \"a\"\nmail = [\"" + std::string(address) + "\"]"),
                HasSubstr("dateline.toml:3: mail must be a list of addresses"))
        << address;
  EXPECT_EQ(error("name = \"a\"\nfile = \"b\"\nquerry = \"c\""),
            "dateline.toml:4: there is no setting querry; did you mean query?");
  EXPECT_THAT(error("name = \"a\"\nfile = \"b\"\n[[alert]]\nname = \"a\"\nfile = \"c\""),
              HasSubstr("dateline.toml:4: two alerts are named a"));
  EXPECT_EQ(error_of("[alert]\nname = \"a\""), "dateline.toml:1: alert is a list: write [[alert]]");
}

TEST(Config, ShippedFileChangesNothing) {
  EXPECT_EQ(parse_config(shipped_file(), "dateline.toml"), Config{});
}

TEST(Config, ShippedFileShowsEverySettingAtItsDefault) {
  const std::string file = shipped_file_uncommented();
  EXPECT_EQ(parse_config(file, "dateline.toml"), Config{});

  std::vector<std::string> shown;
  std::string section;
  std::istringstream lines{file};
  const std::regex header{R"(\[(\w+)\])"};
  const std::regex setting{R"((\w+) = .*)"};
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_match(line, match, header)) section = match[1];
    if (std::regex_match(line, match, setting)) shown.push_back(section + "." + match[1].str());
  }
  EXPECT_EQ(shown, setting_keys());
}

TEST(Config, SaysWhatASettingMayBe) {
  EXPECT_EQ(error_of("[server]\nthreads = \"many\""),
            "dateline.toml:2: server.threads must be a whole number from 0 to 1024, not 'many'");
  EXPECT_EQ(error_of("[index]\n\nkeep_generations = 0"),
            "dateline.toml:3: index.keep_generations must be a whole number from 1 to 1000, not 0");
  EXPECT_EQ(error_of("[server]\nthreads = 2.0"),
            "dateline.toml:2: server.threads must be a whole number from 0 to 1024, not 2.0");
  EXPECT_EQ(
      error_of("[indexer]\nmemory = 64"),
      "dateline.toml:2: indexer.memory must be a size with its unit, such as \"64 MiB\", from "
      "128 MiB to 1 TiB, not 64");
  EXPECT_EQ(error_of("[server]\nidle = \"0s\""),
            "dateline.toml:2: server.idle must be a time with its unit, such as \"1h30m\", from 1s "
            "to 1d, not '0s'");
  EXPECT_EQ(error_of("[server]\nlisten = \"8080\""),
            "dateline.toml:2: server.listen must be an address and a port, such as "
            "\"127.0.0.1:8080\", not '8080'");
  EXPECT_EQ(error_of("[index]\ndirectory = \"\""),
            "dateline.toml:2: index.directory must be a path in quotes, not ''");
  EXPECT_EQ(error_of("[sources]\npaths = \"news\""),
            "dateline.toml:2: sources.paths must be a list of paths in quotes, such as [\"news\", "
            "\"more\"], not 'news'");
  EXPECT_EQ(error_of("[sources]\npaths = [\"news\",\n  7]"),
            "dateline.toml:3: sources.paths must be a list of paths in quotes, such as [\"news\", "
            "\"more\"], not 7");
  EXPECT_THAT(error_of("[sources.fields]\nhed = \"headline\""),
              AllOf(HasSubstr("dateline.toml:2: sources.fields.hed must be one of id, url, title,"),
                    HasSubstr(", not 'headline'")));
}

TEST(Config, AsksWhetherAnotherSettingWasMeant) {
  EXPECT_EQ(error_of("[server]\n\nthread = 2"),
            "dateline.toml:3: there is no setting server.thread; did you mean server.threads?");
  EXPECT_EQ(error_of("[sever]\nlisten = \"127.0.0.1:80\""),
            "dateline.toml:1: there is no section sever; did you mean server?");
  EXPECT_EQ(error_of("colour = 2"), "dateline.toml:1: there is no setting colour");
  EXPECT_EQ(error_of("server = 2"), "dateline.toml:1: server is a section: write [server]");
}

TEST(Config, RefusesAddressesThatCannotBeIts) {
  for (const char* hosts :
       {"\"news.example\"", "[\"news.example:80\"]", "[\"http://news.example\"]", "[\"\"]",
        "[\"a.*.b\"]", "[\"[::1]\"]", "[7]"}) {
    EXPECT_THAT(error_of("[server]\nhosts = " + std::string(hosts)),
                HasSubstr("dateline.toml:2: server.hosts must be a list of names without a port"))
        << hosts;
  }
  for (const char* path : {"news", "//", "/a//b", "/a/../b", "/api", "/api/v1", "/article", "/a b",
                           "/a?b", "https://example.org/news"}) {
    EXPECT_THAT(error_of("[server]\nbase_path = \"" + std::string(path) + "\""),
                HasSubstr("dateline.toml:2: server.base_path must be a path such as"))
        << path;
  }
  for (const char* url : {"example.org", "ftp://example.org", "https://", "https:///news",
                          "https://example.org/?a", "https://user@example.org", "https://a b/"}) {
    EXPECT_THAT(error_of("[server]\npublic_url = \"" + std::string(url) + "\""),
                HasSubstr("dateline.toml:2: server.public_url must be an address such as"))
        << url;
  }
  EXPECT_THAT(error_of("[server]\ntrusted_proxies = [\"10.0.0.0/8\",\n\"proxy\"]"),
              HasSubstr("dateline.toml:3: server.trusted_proxies must be a list of addresses"));
}

TEST(Config, RefusesABasePathThatIsNotThatOfThePublicAddress) {
  EXPECT_EQ(error_of("[server]\nbase_path = \"/a\"\npublic_url = \"https://example.org/b\""),
            "dateline.toml: server.base_path is /a, but the path of server.public_url is /b");
  EXPECT_EQ(error_of("[server]\nbase_path = \"/a\"\npublic_url = \"https://example.org\""),
            "dateline.toml: server.base_path is /a, but the path of server.public_url is /");
  EXPECT_EQ(error_of("[server]\nbase_path = \"\"\npublic_url = \"https://example.org/b\""),
            "no error");
}

TEST(Environment, SetsEveryKindOfSetting) {
  const Config config = load_settings("", {{"DATELINE_SERVER_LISTEN", "[::1]:9000"},
                                           {"DATELINE_SERVER_THREADS", "4"},
                                           {"DATELINE_SERVER_CACHE", "1 MiB"},
                                           {"DATELINE_SERVER_IDLE", "1m"},
                                           {"DATELINE_SERVER_HOSTS", "news.example, *.example.org"},
                                           {"DATELINE_SERVER_TRUSTED_PROXIES", "[\"10.0.0.0/8\"]"},
                                           {"DATELINE_INDEX_DIRECTORY", "some where/index"},
                                           {"DATELINE_SOURCES_PATHS", "news,/srv/more"},
                                           {"DATELINE_SOURCES_FIELDS", "{ hed = \"title\" }"},
                                           {"DATELINE_SCHEDULE_WATCH", "false"},
                                           {"DATELINE_SCHEDULE_AT", "03:00"}});
  EXPECT_EQ(config.server.listen, (ListenAddress{"::1", 9000}));
  EXPECT_EQ(config.server.threads, 4U);
  EXPECT_EQ(config.server.cache_bytes, 1U << 20U);
  EXPECT_EQ(config.server.idle, std::chrono::minutes{1});
  EXPECT_THAT(config.server.hosts, ElementsAre("news.example", "*.example.org"));
  EXPECT_THAT(config.server.trusted_proxies, ElementsAre(*Network::parse("10.0.0.0/8")));
  EXPECT_EQ(config.index.directory, "some where/index");
  EXPECT_THAT(config.sources.paths, ElementsAre("news", "/srv/more"));
  EXPECT_THAT(config.sources.fields, ElementsAre(Pair("hed", "title")));
  EXPECT_FALSE(config.schedule.watch);
  EXPECT_EQ(config.schedule.at, "03:00");
}

TEST(Environment, ChangesNothingWhereItSetsNothing) {
  EXPECT_EQ(load_settings("", {{"DATELINE_INDEX", "x"}, {"DATELINE_LISTEN", "x"}}), Config{});
  EXPECT_THAT(load_settings("", {{"DATELINE_SOURCES_PATHS", ""}}).sources.paths, ElementsAre());
}

TEST(Environment, NamesTheVariableThatIsWrong) {
  const auto error_in = [](const char* variable, const char* value) -> std::string {
    try {
      load_settings("", {{variable, value}});
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(error_in("DATELINE_SERVER_THREADS", "many"),
            "DATELINE_SERVER_THREADS: server.threads must be a whole number from 0 to 1024, not "
            "'many'");
  EXPECT_THAT(error_in("DATELINE_SERVER_HOSTS", "a:80"),
              HasSubstr("DATELINE_SERVER_HOSTS: server.hosts must be"));
  EXPECT_THAT(error_in("DATELINE_SCHEDULE_WATCH", "yes"), HasSubstr("must be true or false"));
  EXPECT_THAT(error_in("DATELINE_SERVER_LISTEN", "8080\n[index]"), HasSubstr("server.listen"));
}

TEST(Environment, TellsVariablesThatLookLikeSettingsAndAreNone) {
  EXPECT_THAT(unknown_variables({{"DATELINE_SERVER_LISTN", ""},
                                 {"DATELINE_SERVER_LISTEN", ""},
                                 {"DATELINE_SHARED", ""},
                                 {"DATELINE_INDEX", ""}},
                                setting_keys()),
              ElementsAre("DATELINE_SERVER_LISTN"));
}

TEST(Environment, HasAVariableForEverySetting) {
  EXPECT_EQ(variable_of("server.max_push"), "DATELINE_SERVER_MAX_PUSH");
  std::set<std::string> names;
  for (const std::string& key : setting_keys()) {
    EXPECT_TRUE(names.insert(variable_of(key)).second) << key;
  }
}

TEST(Config, NamesTheLineThatIsNoToml) {
  EXPECT_THAT(error_of("[server]\nlisten = 127.0.0.1:8080"),
              HasSubstr("dateline.toml:2: not valid TOML: "));
}

TEST(Config, TakesRelativePathsFromTheFoldersFile) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("dateline-config-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  std::ofstream{folder / "dateline.toml"} << "[sources]\npaths = [\"news\", \"/srv/more\"]";
  const Config config = load_config(folder / "dateline.toml");
  std::filesystem::remove_all(folder);

  EXPECT_EQ(config.index.directory, folder / "index");
  EXPECT_THAT(config.sources.paths, ElementsAre(folder / "news", "/srv/more"));
}

TEST(Config, SaysWhichFileCannotBeRead) {
  for (const char* file : {"no-such-file.toml", "/"}) {
    try {
      load_config(file);
      ADD_FAILURE() << file;
    } catch (const ConfigError& error) {
      EXPECT_EQ(error.what(), "cannot read the configuration " + std::string{file});
    }
  }
}

}  // namespace

}  // namespace dateline
