// The archive that the tests search: 26 short articles of our own about one harbour, so that every
// count and order in a test can be checked by eye.

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

// 24 articles that say "harbour", two a month, in 2016 and 2017.
function harbourArticle(index) {
  const year = index < 12 ? 2016 : 2017;
  return {
    id: `harbour-${index}`,
    title: `Day ${index + 1} at the port`,
    text: `Ships waited outside the harbour for day ${index + 1}.\n\n`
      + `${'Nothing moved until the evening tide. '.repeat(12)}\n\n`
      + 'The harbour office expects more ships tomorrow.',
    url: `https://news.example/harbour/${index}`,
    published: `${year}-${months[index % 12]}-15`,
    source: index % 2 === 0 ? 'Port Courier' : 'Coast Wire',
    place: index % 3 === 0 ? 'Marlow' : 'Saltby',
    topics: index % 4 === 0 ? ['Shipping', 'Labour'] : ['Shipping'],
    language: 'en',
  };
}

export const ferry = {
  id: 'ferry',
  title: 'Ferry pilots vote on the island timetable',
  text: 'Ferry pilots voted on Friday to keep the winter timetable.\n\n'
    + `${'The island council had asked for two more crossings a day. '.repeat(30)}\n\n`
    + 'A ferry leaves every two hours.\n\n'
    + `${'The council meets again in the spring. '.repeat(30)}\n\n`
    + 'No ferry runs at night.',
  url: 'https://news.example/ferry',
  published: '2018-05-04',
  authors: ['Ada Winter'],
  source: 'Coast Wire',
  place: 'Marlow',
  language: 'en',
};

export const undated = {
  id: 'undated',
  title: 'How a lighthouse keeper counts waves',
  text: 'The lighthouse keeper counts every seventh wave.\n\nThe island council has paid him for years.',
  source: 'Port Courier',
  language: 'en',
};

export const articles = [
  ...Array.from({length: 24}, (_, index) => harbourArticle(index)), ferry, undated,
];

// Whatever of this runs sets window.harmed, and the page's guards see the rest.
export const hostile = {
  id: 'hostile',
  title: '<script>window.harmed = 1</script>Hostile <img src=x onerror="window.harmed = 1"> headline',
  text: 'A hostile body: <script>window.harmed = 2</script> and <mark onmouseover="window.harmed = 2">more'
    + '</mark>, &lt;script&gt;window.harmed = 3&lt;/script&gt;.\n\n'
    + '"><svg onload="window.harmed = 3"> &amp;amp; <a href="javascript:window.harmed=4">a link</a>',
  url: 'javascript:window.harmed=5',
  source: '<b>Bold</b> Wire',
  place: '"><img src=x onerror=window.harmed=6>',
  authors: ['<i>Eve</i>'],
  topics: ['</script><script>window.harmed=7</script>'],
  published: '2018-05-05',
  language: 'en',
};
