using System.Text;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// Gives a question that was typed without capitals those that the stories write, so that its names are seen: <c>what did lavrov say</c>. A
/// word nearly always written with a capital inside a sentence is a name, and so is one that is neither in the stories nor English.
/// </summary>
/// <param name="articles">The stories that the search found.</param>
internal sealed class StoryCapitals(IReadOnlyCollection<StoredArticle> articles, WordRarity rarity, WordNet dictionary)
{
    private const double NearlyAlways = 0.8;

    // Shorter words that are not English are mostly slips of the hand.
    private const int ShortestUnseen = 3;

    // Of an English word fewer may all be of one name that has the word: New York City.
    private const int Enough = 3;

    // Shorter names are too often a letter away from some word.
    private const int ShortestSlip = 6;

    private const string Name = "Name";

    private static readonly string[] Letters = Enumerable.Range('a', 26).Select(letter => ((char)letter).ToString()).ToArray();

    /// <summary>The question itself, if nothing can be told about its words or it was typed with capitals.</summary>
    public Question Restore(Question question)
    {
        if (!question.LacksCapitals)
        {
            return question;
        }

        var tokens = Token.AllIn(question.Content).Where(token => !token.IsStopWord).ToList();
        var written = ReadStories(tokens.Select(token => KeyOf(token.Term.Word)).ToList());
        var content = new StringBuilder(question.Content);
        for (var place = 0; place < tokens.Count; place++)
        {
            Capitalise(content, tokens[place], written[place]);
        }

        return content.Equals(question.Content) ? question : QuestionParser.Reread(question, content.ToString());
    }

    private void Capitalise(StringBuilder content, Token token, Writings writings)
    {
        var typed = content.ToString(token.Start, token.Length);
        if (!typed.All(character => char.IsLetter(character) && !char.IsUpper(character)) || FormOf(token.Term.Word, writings) is not { } form)
        {
            return;
        }

        for (var offset = 0; offset < typed.Length; offset++)
        {
            var isCapital = form.Length == typed.Length ? char.IsUpper(form[offset]) : offset == 0 || !form.Any(char.IsLower);
            content[token.Start + offset] = isCapital ? char.ToUpperInvariant(typed[offset]) : typed[offset];
        }
    }

    /// <summary>How a word is to be written; null: as it was typed.</summary>
    private string? FormOf(string word, Writings writings) =>
        writings.UsualForm() is { } form ? writings.AreTelling || !IsEnglish(word) ? form : null
        : writings.AreUnseen && word.Length >= ShortestUnseen && !IsEnglish(word) && !IsSlip(word) ? Name
        : null;

    /// <summary>How the stories write each of the question's words.</summary>
    private List<Writings> ReadStories(List<string> keys)
    {
        var written = keys.Select((_, place) => new Writings(keys.ElementAtOrDefault(place - 1), keys.ElementAtOrDefault(place + 1))).ToList();
        var places = keys.Index().ToLookup(key => key.Item, key => key.Index, StringComparer.Ordinal);

        // The apostrophe of a possessive is left out as well: annans plan.
        var possessives = keys.Index().Where(key => key.Item is [_, _, _, .., 's']).ToLookup(key => key.Item[..^1], key => key.Index, StringComparer.Ordinal);
        foreach (var sentence in articles.SelectMany(article => article.Sentences))
        {
            var words = Token.AllIn(sentence.Text).Where(token => !token.IsStopWord).ToList();
            for (var index = 0; index < words.Count; index++)
            {
                var key = KeyOf(words[index].Term.Word);
                foreach (var place in places[key].Concat(possessives[key]))
                {
                    written[place].Add(
                        sentence.Text[words[index].Start..words[index].End],
                        StartsClause(sentence, words[index]),
                        index > 0 ? KeyOf(words[index - 1].Term.Word) : null,
                        index + 1 < words.Count ? KeyOf(words[index + 1].Term.Word) : null);
                }
            }
        }

        return written;
    }

    private bool IsEnglish(string word) =>
        Enum.GetValues<WordClass>().Any(wordClass => BaseForms.Of(word, wordClass)
            .SelectMany(form => dictionary.Senses(form, wordClass), (form, sense) => sense.Words.FirstOrDefault(same => same.Equals(form, StringComparison.OrdinalIgnoreCase)))
            .Any(same => same is not null && char.IsLower(same[0])));

    /// <summary>Whether a common word becomes of it when a letter is left out, put in or swapped with its neighbour: <c>intrest</c>.</summary>
    private bool IsSlip(string word) => word.Length >= ShortestSlip && !rarity.IsWord(word) && Enumerable.Range(1, word.Length - 1)
        .SelectMany(place => Letters.Select(letter => word.Insert(place, letter))
            .Append(word.Remove(place, 1))
            .Append(word[..(place - 1)] + word[place] + word[place - 1] + word[(place + 1)..]))
        .Any(other => rarity.IsWord(other) && IsEnglish(other));

    private static string KeyOf(string word) => Spellings.Unify(Spellings.WithoutMarks(word));

    // There any word has a capital: at the beginning, and after the mark that opens a quotation.
    private static bool StartsClause(Sentence sentence, Token token)
    {
        var before = sentence.Text.AsSpan(0, token.Start);
        return !before.ContainsAnyInRange('A', 'z') || before.TrimEnd() is [.., '“' or '"' or '‘' or ':' or '.' or '?' or '!'];
    }

    /// <summary>How one word of the question is written, by how many of its neighbours there are its neighbours here.</summary>
    private sealed class Writings(string? before, string? after)
    {
        private readonly List<(string Form, int Neighbours)> inside = [];

        /// <summary>Whether nothing tells how it is written.</summary>
        public bool AreUnseen => inside.Count == 0;

        /// <summary>Whether they are enough, or stand beside a neighbour, to tell an English word from a name.</summary>
        public bool AreTelling => inside.Count >= Enough || inside.Exists(writing => writing.Neighbours > 0);

        public void Add(string form, bool startsClause, string? previous, string? next)
        {
            if (!startsClause)
            {
                inside.Add((form, (before is not null && before == previous ? 1 : 0) + (after is not null && after == next ? 1 : 0)));
            }
        }

        /// <summary>How it is nearly always written beside these neighbours, or else anywhere; null when that differs.</summary>
        public string? UsualForm()
        {
            var most = inside.Count > 0 ? inside.Max(writing => writing.Neighbours) : 0;
            var forms = inside.Where(writing => writing.Neighbours == most).Select(writing => writing.Form).ToList();
            var capitalised = forms.Where(form => char.IsUpper(form[0])).ToList();
            return capitalised.Count > 0 && capitalised.Count >= NearlyAlways * forms.Count
                ? capitalised.CountBy(form => form, StringComparer.Ordinal).MaxBy(form => form.Value).Key
                : null;
        }
    }
}
