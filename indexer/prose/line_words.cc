#include "indexer/prose/line_words.h"

#include <array>
#include <vector>

namespace dateline::line_words {

const WordSet& navigation() {
  static const WordSet words(
      "home;homepage;home page;main page;back to main page;back to top;top;to top;menu;"
      "main menu;search;search for;skip to content;skip to main content;skip to navigation;"
      "skip navigation;jump to content;log in;login;log out;sign in;sign out;sign up;"
      "register;subscribe;subscribe now;subscribe today;my account;account;newsletter;"
      "newsletters;e-paper;epaper;contact;contact us;about;about us;advertise;"
      "advertise with us;terms;terms of use;terms of service;terms and conditions;privacy;"
      "privacy policy;cookie policy;cookie settings;cookies;close;open;next;previous;prev;"
      "next article;previous article;older;newer;older posts;newer posts;listen;"
      "listen to this article;listen to article;play;watch live;live tv;live now;"
      "toggle navigation;toggle menu;more;view all;see all;show more;show less;load more;"
      "all news;you are here;français;english;deutsch;español;русский;العربية;中文;edition;"
      "us edition;international edition;advertisement;advertisements;ad;ads;advertising;"
      "sponsored;sponsor message;story continues below advertisement;story continues below;"
      "article continues below advertisement;article continues after advertisement;"
      "article continues below;advertisement - continue reading below;continue reading below;"
      "scroll to continue;scroll down to continue;scroll to continue with content;remove ads;"
      "report this ad;skip ad;skip advertisement;why am i seeing this ad;e-mail this article;"
      "email this article;print this article;print article;print this page;print page;"
      "print version;printable version;save;saved;save article;bookmark;bookmark this;"
      "font size;text size;a a a;a- a a+;resize text;large text;small text;enlarge;"
      "view image;view gallery;view comments;view more;expand;collapse;hide caption;"
      "toggle caption;caption;image;images;video;videos;audio;gallery;loading;accept;"
      "accept all;accept all cookies;accept cookies;reject all;decline;manage preferences;"
      "manage cookies;manage settings;i agree;agree;got it;ok;no thanks;dismiss;follow;"
      "following;notifications;my news;rss;sitemap;site map;site index;help;faq;careers;jobs;"
      "weather;games;crossword;shop;store;donate;support us;member login;free trial;breaking;"
      "breaking news;live;new;exclusive;premium;subscribers only;for subscribers;"
      "members only;startseite;zur startseite;anmelden;einloggen;registrieren;suche;suchen;"
      "menü;abo;abonnieren;jetzt abonnieren;zum inhalt springen;zum hauptinhalt springen;"
      "zum seitenanfang;nach oben;anzeige;werbung;impressum;datenschutz;kontakt;drucken;"
      "vorlesen;artikel anhören;merken;schließen;mehr;weiter;zurück;seite drucken;schrift;"
      "e-paper lesen;accueil;retour à l'accueil;se connecter;connexion;s'abonner;"
      "abonnez-vous;je m'abonne;recherche;rechercher;publicité;imprimer;fermer;suivant;"
      "précédent;écouter;écouter l'article;aller au contenu;aller au contenu principal;"
      "mentions légales;réservé aux abonnés;article réservé aux abonnés;partager cet article;"
      "inicio;portada;iniciar sesión;inicia sesión;registrarse;regístrate;buscar;menú;"
      "suscríbete;suscribirse;publicidad;anuncio;imprimir;cerrar;siguiente;anterior;escuchar;"
      "ir al contenido;saltar al contenido;contacto;aviso legal;главная;на главную;войти;"
      "вход;регистрация;поиск;меню;подписаться;подписка;реклама;печать;распечатать;"
      "версия для печати;закрыть;далее;назад;контакты;о нас;наверх;слушать;прослушать;"
      "все новости;лента новостей;comments off;read;read full story;full story;transcript;"
      "key points;key developments;summary;highlights;at a glance;in this article;"
      "on this page;table of contents;contents;jump to;tap to unmute;text;article;"
      "news article;published;updated;share page;copy link;about sharing;close panel;"
      "story highlights;get short url;like loading;like this;print version;"
      "reuse this content;comment;leave comment;tweet this;staff",
      ';');
  return words;
}

const WordSet& share_words() {
  static const WordSet words(
      "share;shares;tweet;tweets;facebook;twitter;x;whatsapp;telegram;linkedin;reddit;"
      "pinterest;email;e-mail;mail;print;copy;link;instagram;youtube;vk;viber;messenger;"
      "pocket;flipboard;tumblr;google+;google;plus;line;wechat;weibo;bluesky;mastodon;"
      "threads;sms;xing;skype;on;via;by;this;article;story;to;with;post;teilen;drucken;"
      "mailen;auf;per;partager;imprimer;sur;envoyer;compartir;imprimir;en;enviar;correo;"
      "поделиться;печать;вконтакте;одноклассники;телеграм;в;save;like;pin;url;it;opens;in;"
      "new;window;click;stumbleupon;digg;buffer;news;feed;rss;follow;us;or;and;&;through;|;/;"
      "·;•;,;-;kopieren;copier;lien;le;copiar;enlace;скопировать;ссылку;link.;app;comment;"
      "comments;sharethis;addthis;more;kommentare",
      ';');
  return words;
}

const WordSet& share_signs() {
  static const WordSet words(
      "share;shares;tweet;facebook;twitter;whatsapp;telegram;linkedin;reddit;pinterest;"
      "flipboard;teilen;partager;compartir;поделиться;вконтакте;email;e-mail;print;tumblr;"
      "viber;bluesky;xing;sharethis",
      ';');
  return words;
}

const WordSet& strong_marks() {
  static const WordSet words(
      "check also;leave a comment;leave a reply;leave your comment;leave comment;comments;"
      "comment;post a comment;add a comment;add comment;add your comment;write a comment;"
      "post comment;join the conversation;join the discussion;show comments;view comments;"
      "load comments;read comments;hide comments;comments are closed;be the first to comment;"
      "related topics;you may also be interested in;you might be interested in;"
      "you may have missed;more from this section;more from this author;most read;"
      "most popular;most viewed;most shared;most commented;popular posts;popular stories;"
      "popular articles;editor's choice;what's next;next up;latest posts;recent posts;"
      "recent news;recent articles;recent stories;recent comments;top news;top headlines;"
      "in other news;other news;other stories;also in the news;also in this section;"
      "in this section;elsewhere;about the author;about the authors;about the writer;"
      "about author;about the reporter;keep in touch;our standards;from our partners;"
      "from around the web;around the web;around the network;content from our partners;"
      "next story;previous story;next post;previous post;post navigation;share your thoughts;"
      "what do you think;loading comments;reader comments;similar news;similar articles;"
      "similar stories;similar posts;keep reading;continue exploring;more in;footer;"
      "quick links;categories;archives;archive;cancel reply;"
      "your email address will not be published;kommentare;kommentar schreiben;"
      "kommentar verfassen;schreiben sie einen kommentar;schreibe einen kommentar;"
      "leserkommentare;das könnte sie interessieren;weitere meldungen;weitere nachrichten;"
      "weitere themen;meistgelesen;meistgelesene artikel;am meisten gelesen;ähnliche artikel;"
      "neueste artikel;neueste nachrichten;mehr aus diesem ressort;empfohlene artikel;"
      "verwandte artikel;verwandte themen;commentaires;réagir;laisser un commentaire;"
      "commenter;ajouter un commentaire;articles similaires;articles connexes;"
      "sur le même thème;dans la même rubrique;les plus lus;les articles les plus lus;"
      "plus d'articles;vous pourriez aussi aimer;dernières nouvelles;l'actu en continu;"
      "comentarios;deja un comentario;deja tu comentario;escribe un comentario;comentar;"
      "temas relacionados;notas relacionadas;te puede gustar;también te puede interesar;"
      "lo más leído;lo más visto;lo más reciente;más leídas;las más leídas;más noticias;"
      "últimas noticias;otras noticias;комментарии;оставить комментарий;добавить комментарий;"
      "написать комментарий;обсудить;похожие новости;похожие материалы;другие новости;"
      "самое читаемое;читаемое;популярное;самое популярное;новости партнёров;"
      "новости партнеров;последние новости;главные новости",
      ';');
  return words;
}

const WordSet& weak_marks() {
  static const WordSet words(
      "read more;read also;also read;see also;read on;learn more;find out more;related story;"
      "related article;related video;share this;share this article;share this story;"
      "share this post;share;read the full story;continue reading;further reading;read this;"
      "read this next;more on;also see;watch;in pictures;in pics;lesen sie auch;"
      "lesen sie mehr;mehr lesen;siehe auch;teilen;artikel teilen;diesen artikel teilen;"
      "lire aussi;à lire aussi;à lire;lire plus;lire la suite;voir aussi;à voir aussi;"
      "partager;lea también;lee también;leer más;leer también;ver también;ver más;"
      "vea también;compartir;читайте также;читать также;смотрите также;читать далее;"
      "подробнее;поделиться;leggi anche;leia também;leia mais;lees ook;baca juga;temas;"
      "más sobre este tema;related articles;related stories;related news;related posts;"
      "related content;related coverage;related links;related items;related reading;"
      "related videos;related;more on this story;more on this topic;more on this;"
      "more stories;more news;more articles;more headlines;more coverage;more to read;"
      "recommended;recommended for you;recommended stories;recommended articles;"
      "recommended reading;recommended by;editor's picks;editors' picks;editor's pick;"
      "editors' pick;read next;up next;don't miss;latest news;latest stories;"
      "latest headlines;latest articles;latest;the latest;trending;trending now;"
      "trending stories;trending news;popular;featured;featured stories;featured news;"
      "must read;must reads;see more;explore more;follow us;follow us on;stay connected;"
      "stay informed;sign up for our newsletter;subscribe to our newsletter;"
      "newsletter signup;get our newsletter;get the newsletter;get the latest;popular now;"
      "top stories;what to read next;you may also like;you might also like;you may like;"
      "sponsored content;sponsored links;paid content;promoted content;promoted stories;"
      "promoted;partner content;author;weitere artikel;das könnte sie auch interessieren;"
      "das könnte dich auch interessieren;auch interessant;zum thema;mehr zum thema;"
      "newsletter bestellen;empfehlungen;articles liés;sur le même sujet;vous aimerez aussi;"
      "à ne pas manquer;nos newsletters;noticias relacionadas;artículos relacionados;"
      "relacionadas;relacionados;te puede interesar;le puede interesar;más información;"
      "по теме;материалы по теме;новости по теме;рекомендуем;сюжеты;сюжет;ещё по теме;"
      "еще по теме;reply",
      ';');
  return words;
}

const WordSet& end_signs() {
  static const WordSet words("ends;end;30;enditem;item ends;/end;end/;the end;fin;ende;конец", ';');
  return words;
}

const WordSet& section_words() {
  static const WordSet words(
      "world;news;politics;business;economy;economics;finance;markets;money;sport;sports;"
      "football;soccer;cricket;opinion;editorial;editorials;analysis;commentary;culture;arts;"
      "books;entertainment;lifestyle;life;style;travel;food;health;science;technology;tech;"
      "environment;climate;energy;education;society;crime;law;justice;courts;defense;defence;"
      "military;security;diplomacy;affairs;policy;local;national;international;regional;"
      "metro;city;region;regions;europe;asia;africa;americas;america;latin;middle;east;"
      "mideast;oceania;pacific;top;features;feature;interview;interviews;video;multimedia;"
      "media;religion;history;weather;companies;industry;transport;agriculture;trade;"
      "homepage;headlines;foreign;domestic;weekend;magazine;obituaries;letters;columnists;"
      "columns;property;jobs;motoring;cars;space;investigation;investigations;fact;elections;"
      "politik;wirtschaft;welt;inland;ausland;kultur;gesellschaft;wissen;wissenschaft;"
      "meinung;panorama;lokales;regionales;nachrichten;technik;gesundheit;finanzen;"
      "feuilleton;vermischtes;politique;monde;économie;société;culture;sciences;santé;"
      "actualités;actualité;idées;débats;planète;faits;divers;política;mundo;economía;"
      "sociedad;cultura;deportes;ciencia;salud;internacional;nacional;opinión;sucesos;"
      "tecnología;actualidad;noticias;политика;мир;в;мире;экономика;общество;культура;спорт;"
      "наука;новости;происшествия;бизнес;россия;технологии;здоровье;мнения",
      ';');
  return words;
}

std::span<const std::string_view> strong_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "leave a comment;leave a reply;your email address will not be published;our standards:;"
      "most read in;most popular in;recommended by ;about the author;the views expressed;"
      "disclaimer:;you must be logged in;log in to comment;all comments",
      ';');
  return phrases;
}

std::span<const std::string_view> weak_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "more from ;more stories from;more news from;more by ;more in ;see more on;sign up for ;"
      "sign up to ;subscribe to ;get the latest;follow us on ;latest from ;mehr aus ;mehr von ;"
      "plus d'articles;más en ;más de ",
      ';');
  return phrases;
}

std::span<const std::string_view> related_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "read more;read also;also read;see also;read;related;related story;related article;"
      "related news;related video;must read;don't miss;don’t miss;recommended;watch;watch also;"
      "in pictures;more on this;more;also see;check also;lire aussi;à lire aussi;à lire;lire;"
      "voir aussi;à voir aussi;lesen sie auch;lesen sie mehr;mehr dazu;mehr zum thema;siehe auch;"
      "lesetipp;lea también;lee también;leer también;leer más;lea más;ver también;vea también;"
      "te puede interesar;le puede interesar;читайте также;читать также;смотрите также;по теме;"
      "baca juga",
      ';');
  return phrases;
}

std::span<const std::string_view> boilerplate() {
  static const std::vector<std::string_view> phrases = word_list(
      "we use cookies;this site uses cookies;this website uses cookies;our site uses cookies;"
      "our website uses cookies;uses cookies to improve your;use of cookies;cookie policy;"
      "accept all cookies;by continuing to browse;by continuing to use;enable javascript;"
      "javascript is disabled;javascript to be enabled;your browser does not support;ad blocker;"
      "adblocker;sign up for our;sign up to our;sign up to receive;sign up here;sign up now;"
      "subscribe to our;subscribe for full access;delivered to your inbox;in your inbox;"
      "straight to your inbox;this article is more than;free articles remaining;"
      "free articles left;already a subscriber;to continue reading;support our journalism;"
      "follow us on;like us on facebook;download our app;download the app;join our whatsapp;"
      "join our telegram;whatsapp channel;telegram channel;has not been edited by;"
      "published from a syndicated feed;except for the headline;may not be published, broadcast;"
      "may not be reproduced;your email address will not;our standards:;click here to;"
      "share or comment on this article;required fields are marked;terms of service apply;"
      "protected by recaptcha;verwenden cookies;verwendet cookies;cookies zu;"
      "javascript aktivieren;unseren newsletter;utilise des cookies;utilisons des cookies;"
      "inscrivez-vous à notre;réservé à nos abonnés;utiliza cookies;utilizamos cookies;"
      "suscríbete a;подпишитесь на;подписывайтесь на;использует файлы cookie;"
      "используем файлы cookie",
      ';');
  return phrases;
}

std::span<const std::string_view> boilerplate_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "story continues below;article continues below;article continues after;"
      "advertisement - scroll;advertisement – scroll;scroll to continue;"
      "this advertisement has not loaded",
      ';');
  return phrases;
}

std::span<const std::string_view> caption_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "photo:;photo by;photo credit;photos:;(photo;[photo;file photo;file image;file -;file –;"
      "file —;(file photo;image:;image credit;image source;image caption;picture:;photograph:;"
      "foto:;foto de archivo;bild:;symbolbild;crédit photo;photo d'illustration;imagen:;фото:",
      ';');
  return phrases;
}

std::span<const std::string_view> caption_ends() {
  static const std::vector<std::string_view> phrases = word_list(
      "getty images;ap photo;afp via;via reuters;via ap;via getty;reuters/;afp/;shutterstock;"
      "(file photo;file photo;photo credit;photo courtesy;photo by;photo:;image:;(photo;"
      "picture alliance;[photo;foto:;(foto;фото:;© ",
      ';');
  return phrases;
}

std::span<const std::string_view> credit_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "(reporting by;reporting by;(additional reporting;additional reporting;(editing by;"
      "editing by;(writing by;writing by;(compiled by;compiled by;(edited by;edited by;"
      "(with inputs;with inputs;(with agency;with agency inputs;with reporting by;"
      "with additional reporting;with files from;translated by;(translated by;produced by;"
      "this story was originally published;this article was originally published;"
      "this article first appeared;this story first appeared;(avec ;mit material von;"
      "(mit material;con información de;with assistance",
      ';');
  return phrases;
}

std::span<const std::string_view> credit_parts() {
  static const std::vector<std::string_view> phrases = word_list(
      "contributed to this report;contributed to this story;contributed reporting;"
      "contributed to this article",
      ';');
  return phrases;
}

std::span<const std::string_view> copyright_starts() {
  static const std::vector<std::string_view> phrases = word_list(
      "all rights reserved;tous droits réservés;todos los derechos reservados;"
      "alle rechte vorbehalten;все права защищены;©;(c) ;copyright ;copyright©;"
      "tous droits de reproduction;при использовании материалов",
      ';');
  return phrases;
}

std::span<const std::string_view> reserved_rights() {
  static const std::vector<std::string_view> phrases = word_list(
      "all rights reserved;tous droits réservés;todos los derechos reservados;"
      "alle rechte vorbehalten;все права защищены",
      ';');
  return phrases;
}

const std::unordered_map<std::string_view, LabelKind>& labels() {
  struct Row {
    LabelKind kind;
    std::string_view names;
  };
  static constexpr std::array<Row, 14> kRows = {
      {{LabelKind::title, "title;headline;titel;schlagzeile;titre;título;titular;заголовок"},
       {LabelKind::summary,
        "summary;subtitle;subheadline;subhead;standfirst;abstract;description;deck;lead;"
        "untertitel;zusammenfassung;résumé;chapô;resumen;entradilla;подзаголовок"},
       {LabelKind::date,
        "date;published;publication date;date published;pub date;datum;fecha;дата"},
       {LabelKind::updated, "updated;last updated"},
       {LabelKind::author,
        "author;authors;by;byline;reporter;writer;autor;autorin;autoren;auteur;auteurs;autores;"
        "автор;авторы;текст"},
       {LabelKind::source,
        "source;agency;publication;publisher;newspaper;quelle;quellen;agentur;fuente;agencia;"
        "источник"},
       {LabelKind::place, "place;location;dateline;ort;lieu;lugar;место"},
       {LabelKind::section,
        "section;category;rubric;filed under;ressort;rubrik;kategorie;rubrique;catégorie;"
        "sección;categoría;рубрика;раздел"},
       {LabelKind::topics,
        "topics;topic;tags;tag;tagged;keywords;key words;subjects;themes;related topics;"
        "tags in this story;topics in this article;schlagwörter;schlagworte;stichwörter;"
        "stichworte;themen;mots-clés;mots clés;mots-clefs;thèmes;thématiques;sujets;étiquettes;"
        "etiquetas;temas;palabras clave;temas relacionados;теги;тэги;темы;ключевые слова;метки;"
        "argomenti"},
       {LabelKind::people,
        "persons;people;person;persons mentioned;people mentioned;in this story;personen;"
        "personnes;personnalités;personas;personajes;protagonistas;персоны;персона;люди;лица"},
       {LabelKind::organisations,
        "organisations;organizations;companies;companies mentioned;organisationen;unternehmen;"
        "entreprises;organizaciones;empresas;организации;компании"},
       {LabelKind::url, "url;link;permalink;original;web"},
       {LabelKind::language, "language;sprache;langue;idioma;язык"},
       {LabelKind::other,
        "editor;editors;news id;story code;article id;photo editor;views;reads;hits;word count;"
        "редактор;просмотров;redaktion;lesezeit;reading time"}}};
  static const auto kinds = [] {
    std::unordered_map<std::string_view, LabelKind> result;
    for (const Row& row : kRows) {
      for (const std::string_view name : WordSet(row.names, ';')) result.emplace(name, row.kind);
    }
    return result;
  }();
  return kinds;
}

}  // namespace dateline::line_words
