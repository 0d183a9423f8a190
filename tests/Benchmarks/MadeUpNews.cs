namespace NewsBot.Benchmarks;

/// <summary>Sentences with the words of news and no meaning; the same ones in every run, and others for another seed.</summary>
internal static class MadeUpNews
{
    private static readonly string[] Vocabulary =
        ("the minister said talks in Geneva about a conference with government and opposition agreement for country president percent "
        + "million police officials reported economic election weather storm flood bank market shares company court judge trial").Split(' ');

    public static List<string> Sentences(int count, int words, int seed = 7)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count)
            .Select(_ => string.Join(' ', Enumerable.Range(0, words).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])) + ".")
            .ToList();
    }
}
