#include "indexer/prose/dateline_places.h"

#include <string>
#include <unordered_set>

#include "indexer/text/text_shape.h"

namespace dateline {
namespace {

const std::unordered_set<std::string_view>& places() {
  static const std::unordered_set<std::string_view> names = {
      // Europe
      "london", "londres", "лондон", "paris", "париж", "berlin", "берлин", "berlín", "moscow",
      "moskau", "moscou", "moscú", "москва", "madrid", "мадрид", "rome", "rom", "roma", "рим",
      "vienna", "wien", "vienne", "viena", "вена", "brussels", "brüssel", "bruxelles", "bruselas",
      "брюссель", "geneva", "genf", "genève", "ginebra", "женева", "zurich", "zürich", "bern",
      "berne", "berna", "basel", "lausanne", "amsterdam", "the hague", "den haag", "la haye",
      "la haya", "гаага", "rotterdam", "luxembourg", "luxemburg", "lisbon", "lissabon", "lisbonne",
      "lisboa", "porto", "athens", "athen", "athènes", "atenas", "афины", "thessaloniki", "nicosia",
      "valletta", "dublin", "belfast", "edinburgh", "glasgow", "cardiff", "manchester", "liverpool",
      "birmingham", "leeds", "bristol", "oxford", "cambridge", "copenhagen", "kopenhagen",
      "copenhague", "stockholm", "estocolmo", "gothenburg", "malmö", "oslo", "bergen", "helsinki",
      "хельсинки", "reykjavik", "tallinn", "riga", "рига", "vilnius", "warsaw", "warschau",
      "varsovie", "varsovia", "варшава", "krakow", "krakau", "gdansk", "prague", "prag", "praga",
      "прага", "brno", "bratislava", "budapest", "будапешт", "bucharest", "bukarest", "bucarest",
      "sofia", "belgrade", "belgrad", "белград", "zagreb", "ljubljana", "sarajevo", "skopje",
      "pristina", "podgorica", "tirana", "chisinau", "кишинёв", "kyiv", "kiev", "kiew", "киев",
      "київ", "kharkiv", "lviv", "odesa", "odessa", "одесса", "donetsk", "донецк", "mariupol",
      "minsk", "минск", "st. petersburg", "st petersburg", "saint petersburg", "санкт-петербург",
      "петербург", "kazan", "казань", "sochi", "сочи", "yekaterinburg", "екатеринбург",
      "novosibirsk", "новосибирск", "vladivostok", "владивосток", "kaliningrad", "калининград",
      "grozny", "simferopol", "симферополь", "севастополь", "нижний новгород", "самара",
      "краснодар", "ростов-на-дону", "волгоград", "пермь", "уфа", "омск", "томск", "иркутск",
      "hamburg", "münchen", "munich", "munich", "köln", "cologne", "frankfurt", "frankfurt/main",
      "frankfurt am main", "stuttgart", "düsseldorf", "leipzig", "dresden", "hannover", "bremen",
      "nürnberg", "mainz", "wiesbaden", "kiel", "erfurt", "potsdam", "schwerin", "magdeburg",
      "saarbrücken", "karlsruhe", "bonn", "essen", "dortmund", "mannheim", "freiburg", "salzburg",
      "graz", "linz", "innsbruck", "straßburg", "strasbourg", "lyon", "marseille", "toulouse",
      "bordeaux", "lille", "nantes", "nice", "rennes", "monaco", "barcelona", "barcelone",
      "valencia", "sevilla", "seville", "bilbao", "zaragoza", "málaga", "santiago de compostela",
      "milan", "mailand", "milano", "turin", "torino", "naples", "napoli", "venice", "venedig",
      "genoa", "palermo", "vatican city", "vatikanstadt", "ciudad del vaticano",
      // Middle East, Central Asia, Caucasus
      "ankara", "анкара", "istanbul", "estambul", "стамбул", "izmir", "damascus", "damaskus",
      "damas", "damasco", "дамаск", "aleppo", "homs", "idlib", "beirut", "beyrouth", "бейрут",
      "tripoli", "amman", "jerusalem", "jérusalem", "jerusalén", "иерусалим", "tel aviv",
      "tel-aviv", "тель-авив", "haifa", "ramallah", "gaza", "gaza city", "gaza strip", "hebron",
      "nablus", "cairo", "kairo", "le caire", "el cairo", "каир", "alexandria", "baghdad", "bagdad",
      "багдад", "basra", "mosul", "erbil", "tehran", "teheran", "téhéran", "teherán", "тегеран",
      "isfahan", "mashhad", "riyadh", "riad", "jeddah", "mecca", "doha", "доха", "dubai", "дубай",
      "abu dhabi", "manama", "kuwait", "kuwait city", "muscat", "sanaa", "aden", "kabul", "кабул",
      "kandahar", "astana", "астана", "nur-sultan", "nursultan", "almaty", "алматы", "tashkent",
      "ташкент", "bishkek", "бишкек", "dushanbe", "душанбе", "ashgabat", "baku", "баку", "tbilisi",
      "tiflis", "тбилиси", "yerevan", "ереван",
      // Asia and the Pacific
      "beijing", "peking", "pékin", "pekín", "пекин", "shanghai", "шанхай", "hong kong", "hongkong",
      "гонконг", "guangzhou", "shenzhen", "wuhan", "urumqi", "lhasa", "taipei", "macau", "tokyo",
      "tokio", "токио", "osaka", "kyoto", "hiroshima", "seoul", "séoul", "seúl", "сеул",
      "pyongyang", "пхеньян", "ulaanbaatar", "ulan bator", "new delhi", "neu-delhi", "delhi",
      "nueva delhi", "дели", "нью-дели", "mumbai", "kolkata", "chennai", "bengaluru", "bangalore",
      "hyderabad", "lucknow", "srinagar", "islamabad", "исламабад", "karachi", "lahore", "peshawar",
      "quetta", "rawalpindi", "dhaka", "kathmandu", "colombo", "male", "thimphu", "yangon",
      "rangoon", "naypyitaw", "bangkok", "phnom penh", "vientiane", "hanoi", "ho chi minh city",
      "kuala lumpur", "singapore", "singapur", "singapour", "сингапур", "jakarta", "bandung",
      "surabaya", "yogyakarta", "denpasar", "makassar", "manila", "davao city", "cebu city",
      "sydney", "сидней", "melbourne", "canberra", "brisbane", "perth", "adelaide", "darwin",
      "hobart", "wellington", "auckland", "christchurch", "suva", "port moresby",
      // Africa
      "algiers", "alger", "argel", "tunis", "túnez", "rabat", "casablanca", "benghazi", "khartoum",
      "juba", "addis ababa", "addis-abeba", "asmara", "djibouti", "mogadishu", "nairobi", "kampala",
      "kigali", "bujumbura", "dar es salaam", "dodoma", "lusaka", "harare", "lilongwe", "maputo",
      "gaborone", "windhoek", "pretoria", "johannesburg", "johannesburgo", "cape town", "kapstadt",
      "le cap", "durban", "luanda", "kinshasa", "brazzaville", "goma", "libreville", "yaounde",
      "yaoundé", "douala", "n'djamena", "bangui", "niamey", "abuja", "lagos", "kano", "maiduguri",
      "cotonou", "lome", "lomé", "accra", "abidjan", "ouagadougou", "bamako", "dakar", "conakry",
      "freetown", "monrovia", "nouakchott", "banjul", "bissau", "antananarivo",
      // Americas
      "washington", "washington dc", "washington, d.c.", "вашингтон", "new york", "new york city",
      "nueva york", "нью-йорк", "united nations", "vereinte nationen", "los angeles",
      "san francisco", "san diego", "sacramento", "seattle", "portland", "denver", "dallas",
      "houston", "austin", "san antonio", "phoenix", "las vegas", "salt lake city", "chicago",
      "detroit", "cleveland", "columbus", "cincinnati", "pittsburgh", "philadelphia", "boston",
      "baltimore", "richmond", "atlanta", "miami", "orlando", "tampa", "tallahassee", "new orleans",
      "nashville", "memphis", "st. louis", "kansas city", "milwaukee", "minneapolis", "honolulu",
      "anchorage", "ottawa", "toronto", "montreal", "montréal", "québec", "quebec", "vancouver",
      "calgary", "edmonton", "winnipeg", "halifax", "mexico city", "mexiko-stadt", "mexico",
      "ciudad de méxico", "méxico", "monterrey", "guadalajara", "tijuana", "havana", "havanna",
      "la havane", "la habana", "гавана", "kingston", "port-au-prince", "puerto príncipe",
      "santo domingo", "san juan", "guatemala city", "guatemala", "ciudad de guatemala",
      "tegucigalpa", "san salvador", "managua", "san jose", "san josé", "panama city", "panamá",
      "ciudad de panamá", "bogota", "bogotá", "medellin", "medellín", "cali", "caracas", "каракас",
      "quito", "guayaquil", "lima", "cusco", "la paz", "santa cruz", "asuncion", "asunción",
      "montevideo", "buenos aires", "буэнос-айрес", "rosario", "córdoba", "santiago",
      "santiago de chile", "brasilia", "brasília", "sao paulo", "são paulo", "rio de janeiro",
      "рио-де-жанейро", "recife", "salvador", "georgetown", "paramaribo"};
  return names;
}

}  // namespace

bool is_dateline_place(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // bytes
  return text.size() <= kLongest && places().contains(fold_case(text));
}

}  // namespace dateline
