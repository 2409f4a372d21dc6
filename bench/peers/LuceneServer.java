// Lucene 9.12 or 10 as a peer of bench/run: `build CORPUS.tsv INDEX` and `serve INDEX PORT`.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;

public final class LuceneServer {
  private static final int INDEXING_THREADS = 2;
  private static final double INDEXING_BUFFER_MB = 256;

  // Without stop words, so that phrases with them find what the other peers find.
  private final Analyzer analyzer = new EnglishAnalyzer(CharArraySet.EMPTY_SET);

  public static void main(String[] arguments) throws Exception {
    LuceneServer server = new LuceneServer();
    if (arguments.length == 3 && arguments[0].equals("build")) {
      server.build(Path.of(arguments[1]), Path.of(arguments[2]));
    } else if (arguments.length == 3 && arguments[0].equals("serve")) {
      server.serve(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    } else {
      System.err.println("usage: LuceneServer build CORPUS.tsv INDEX | serve INDEX PORT");
      System.exit(2);
    }
  }

  private void build(Path corpus, Path index) throws Exception {
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer)
            .setRAMBufferSizeMB(INDEXING_BUFFER_MB)
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (IndexWriter writer = new IndexWriter(new MMapDirectory(index), config);
        BufferedReader rows = Files.newBufferedReader(corpus)) {
      Thread[] threads = new Thread[INDEXING_THREADS];
      for (int i = 0; i < threads.length; i++) {
        threads[i] = new Thread(() -> addAll(writer, rows));
        threads[i].start();
      }
      for (Thread thread : threads) thread.join();
    }
  }

  private static void addAll(IndexWriter writer, BufferedReader rows) {
    try {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        writer.addDocument(document(row));
      }
    } catch (IOException failure) {
      failure.printStackTrace();
      System.exit(1);  // half an index must not be measured
    }
  }

  // Title and text are searched as one field, which is the fastest to search.
  private static Document document(String row) {
    String[] fields = row.split("\t", -1);
    FieldType searched = new FieldType();
    searched.setStored(true);
    searched.setTokenized(true);
    searched.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    searched.freeze();
    Document document = new Document();
    document.add(new StoredField("id", fields[0]));
    document.add(new StoredField("title", unescaped(fields[1])));
    document.add(new Field("text", unescaped(fields[1]) + ".\n" + unescaped(fields[2]), searched));
    document.add(new StoredField("published", fields[3]));
    document.add(new StoredField("source", unescaped(fields[4])));
    return document;
  }

  private static String unescaped(String raw) {
    if (raw.indexOf('\\') < 0) return raw;
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char letter = raw.charAt(i);
      if (letter != '\\' || i + 1 == raw.length()) {
        text.append(letter);
        continue;
      }
      letter = raw.charAt(++i);
      text.append(letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == 'r' ? '\r' : letter);
    }
    return text.toString();
  }

  private void serve(Path index, int port) throws IOException {
    IndexSearcher.setDefaultQueryCache(null);
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(index)));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 128);
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    server.setExecutor(Executors.newFixedThreadPool(threads));
    server.createContext("/search", exchange -> reply(exchange, searcher));
    server.start();
  }

  private void reply(HttpExchange exchange, IndexSearcher searcher) throws IOException {
    int status = 200;
    byte[] body;
    try {
      String raw = exchange.getRequestURI().getRawQuery().substring("q=".length());
      String query = URLDecoder.decode(raw, StandardCharsets.UTF_8);
      body = search(searcher, query).getBytes(StandardCharsets.UTF_8);
    } catch (Exception failure) {
      status = 500;
      body = failure.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private String search(IndexSearcher searcher, String text) throws Exception {
    Query query = new QueryParser("text", analyzer).parse(text);
    // The best by block-max WAND, and the total by itself, which is faster than both in one pass.
    TopDocs best = searcher.search(query, 10);
    int total = searcher.count(query);
    String[] snippets = highlighter(searcher).highlight("text", query, best, 1);
    StringBuilder json = new StringBuilder(8192);
    json.append("{\"total\":").append(total).append(",\"hits\":[");
    for (int i = 0; i < best.scoreDocs.length; i++) {
      Document document = searcher.storedFields().document(best.scoreDocs[i].doc);
      json.append(i == 0 ? "{" : ",{");
      field(json, "id", document.get("id")).append(',');
      field(json, "title", document.get("title")).append(',');
      field(json, "published", document.get("published")).append(',');
      field(json, "source", document.get("source")).append(',');
      field(json, "snippet", snippets[i]).append('}');
    }
    return json.append("]}").toString();
  }

  private UnifiedHighlighter highlighter(IndexSearcher searcher) {
    return UnifiedHighlighter.builder(searcher, analyzer)
        .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", "… ", false))
        .build();
  }

  private static StringBuilder field(StringBuilder json, String name, String value) {
    json.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter == '"' || letter == '\\') {
        json.append('\\').append(letter);
      } else if (letter < ' ') {
        json.append(String.format("\\u%04x", (int) letter));
      } else {
        json.append(letter);
      }
    }
    return json.append('"');
  }
}
