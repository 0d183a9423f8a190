using System.Text;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>How questions ask for what stories tell in other words: <c>come out</c> is told as <c>released</c> (see <c>question-idioms.txt</c>).</summary>
internal static class QuestionIdioms
{
    private static readonly ILookup<string, Idiom> ByFirstStem = Read().ToLookup(idiom => idiom.Stems[0], StringComparer.Ordinal);

    /// <summary>The idioms that stand in a question: the stems that make each of them, without stop words, and the words that tell it.</summary>
    public static IEnumerable<(IReadOnlyList<string> Stems, IReadOnlyList<string> Told)> In(IReadOnlyList<Token> question)
    {
        for (var place = 0; place < question.Count; place++)
        {
            foreach (var idiom in ByFirstStem[question[place].Stem])
            {
                var phrase = question.Skip(place).Take(idiom.Stems.Count).ToList();
                if (phrase.Select(token => token.Stem).SequenceEqual(idiom.Stems, StringComparer.Ordinal) && !phrase.Exists(token => token.IsCapitalised && place > 0))
                {
                    yield return (phrase.Where(token => !token.IsStopWord).Select(token => token.Stem).ToList(), idiom.Told);
                }
            }
        }
    }

    private static List<Idiom> Read()
    {
        using var resource = typeof(QuestionIdioms).Assembly.GetManifestResourceStream("NewsBot.Retrieval.Meanings.question-idioms.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', StringSplitOptions.TrimEntries))
            .SelectMany(sides => sides[0].Split(',', StringSplitOptions.TrimEntries), (sides, phrase) => new Idiom(
                Token.AllIn(phrase).Select(token => token.Stem).ToList(), sides[1].Split(',', StringSplitOptions.TrimEntries)))
            .ToList();
    }

    private sealed record Idiom(IReadOnlyList<string> Stems, IReadOnlyList<string> Told);
}
