using NewsBot.Retrieval.Reading;
using NewsBot.Training.Data;

namespace NewsBot.Training;

/// <summary>
/// Cuts a different window of each example in each pass: with the answer in most, without it in some, of one sentence up to a dozen, as the
/// reader meets them. What stands around an answer is the hardest wrong answer to its question.
/// </summary>
internal sealed class Sampler(WindowTokenizer tokenizer, IReadOnlyList<Example> examples, int seed)
{
    private const int MostTokens = 256;
    private const double WithoutAnswer = 0.2;
    private const double FromElsewhere = 0.1;
    private const double AboutSomebodyElse = 0.12;
    private const double AboutAnotherDeed = 0.1;
    private const double AtALookAlike = 0.75;
    private const int Elsewhere = 8;
    private const double WithoutHeader = 0.1;
    private const double Misspelt = 0.08;
    private const double MoreOfUnanswerable = 1.5;

    private readonly FalseQuestions falseQuestions = new(examples);
    private readonly Dictionary<string, Example[]> ofSet = examples.Where(example => !example.IsWhole).GroupBy(example => example.Set).ToDictionary(set => set.Key, set => set.ToArray());

    private static readonly int[] WindowSizes = [1, 2, 3, 3, 4, 5, 5, 6, 8, 10, 12];

    /// <summary>Passes over a set in one over all: stories of newspapers are what will be read, so their questions come more often.</summary>
    private static double Share(string set) =>
        set switch { "news" => 2, "nq" or "selqa" => 1, "squad" => 0.6, "boolq" => 0.8, "qamr" => 0.4, _ => 0.3 };

    /// <summary>All samples of a pass, in batches of at most so many tokens, padding included.</summary>
    public List<List<Sample>> Pass(int pass, int tokensPerBatch)
    {
        var random = new Random(HashCode(seed, pass));
        var samples = new List<Sample>();
        foreach (var example in examples)
        {
            var share = Share(example.Set) * (example.IsAnswerable ? 1 : MoreOfUnanswerable);
            for (var times = (int)share + (random.NextDouble() < share - (int)share ? 1 : 0); times > 0; times--)
            {
                samples.Add(Cut(example, random));
            }
        }

        // Windows of about the same length are read together; the order of the batches is by chance.
        var batches = new List<List<Sample>>();
        foreach (var sample in samples.OrderBy(sample => sample.Length + random.Next(12)))
        {
            if (batches is not [.., var last] || (last.Count + 1) * Math.Max(sample.Length, last.Max(one => one.Length)) > tokensPerBatch)
            {
                batches.Add(last = []);
            }

            last.Add(sample);
        }

        var shuffled = batches.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private Sample Cut(Example example, Random random)
    {
        if (!example.IsWhole && example.IsAnswerable)
        {
            var chance = random.NextDouble();
            example = chance < AboutSomebodyElse ? falseQuestions.OfSomebodyElse(example, random) ?? example
                : chance < AboutSomebodyElse + AboutAnotherDeed ? falseQuestions.OfAnotherDeed(example, random) ?? example
                : example;
        }

        var question = random.NextDouble() < Misspelt ? Misspell(example.Question, random) : example.Question;
        if (!example.IsWhole && random.NextDouble() < FromElsewhere && Foreign(example, random) is { } foreign)
        {
            return Sample.Of(foreign.Example, question, foreign.Sentences, tokenizer);
        }

        if (random.NextDouble() < WithoutHeader)
        {
            example = example with { Header = "" };
        }

        var size = example.IsWhole ? example.Sentences.Count : WindowSizes[random.Next(WindowSizes.Length)];
        var anchor = Anchor(example, random);
        var start = example.IsWhole ? 0 : Math.Clamp(anchor - random.Next(size), 0, Math.Max(0, example.Sentences.Count - size));

        return Sample.Of(example, question, Fitting(example, anchor, start, start + size), tokenizer);
    }

    /// <summary>From a sentence outwards, as far as wanted and as tokens last.</summary>
    private Range Fitting(Example example, int anchor, int first, int end)
    {
        var (from, to) = (anchor, anchor + 1);
        end = Math.Min(end, example.Sentences.Count);
        var tokens = WindowTokenizer.MaxHeaderTokens + 16 + tokenizer.Length(example.Sentences[anchor]);
        for (var isLeft = true; from > first || to < end; isLeft = !isLeft)
        {
            if (isLeft ? from > first : to < end)
            {
                tokens += tokenizer.Length(example.Sentences[isLeft ? from - 1 : to]);
                if (tokens > MostTokens)
                {
                    break;
                }

                _ = isLeft ? from-- : to++;
            }
        }

        return from..to;
    }

    /// <summary>Some sentences of another matter, those that share most words with the question: nothing there answers it.</summary>
    private (Example Example, Range Sentences)? Foreign(Example example, Random random)
    {
        var words = Words(example.Question);
        var (best, most) = (((Example Example, int Sentence)?)null, 0);
        for (var tried = 0; tried < Elsewhere; tried++)
        {
            var other = ofSet[example.Set][random.Next(ofSet[example.Set].Length)];
            foreach (var (index, sentence) in other.Sentences.Index().Where(_ => other.Group != example.Group))
            {
                if (Words(sentence).Count(words.Contains) is var shared && shared > most)
                {
                    (best, most) = ((other, index), shared);
                }
            }
        }

        if (best is not { } found)
        {
            return null;
        }

        var none = found.Example with { Labels = new int[found.Example.Labels.Count], Span = null, YesNo = null };
        return (none, Fitting(none, found.Sentence, Math.Max(0, found.Sentence - random.Next(3)), found.Sentence + 1 + random.Next(2)));
    }

    private static HashSet<string> Words(string text) =>
        text.Split([' ', ',', '.', '?', '"', '\u2019', '\''], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sentence that the window is cut around: mostly one that answers, or where nothing does, one that seems to.</summary>
    private static int Anchor(Example example, Random random)
    {
        var gold = Enumerable.Range(0, example.Labels.Count).Where(sentence => example.Labels[sentence] == 1).ToList();
        var wanted = gold.Count > 0 && random.NextDouble() >= WithoutAnswer ? gold
            : gold.Count == 0 && example.LookAlikes.Count > 0 && random.NextDouble() < AtALookAlike ? example.LookAlikes
            : Enumerable.Range(0, example.Labels.Count).ToList();
        return wanted[random.Next(wanted.Count)];
    }

    /// <summary>One slip of the finger in one longer word.</summary>
    private static string Misspell(string question, Random random)
    {
        var places = Enumerable.Range(1, Math.Max(0, question.Length - 3)).Where(at => char.IsLetter(question[at - 1]) && char.IsLetter(question[at]) && char.IsLetter(question[at + 1])).ToList();
        if (places.Count == 0)
        {
            return question;
        }

        var place = places[random.Next(places.Count)];
        return random.Next(3) switch
        {
            0 => question.Remove(place, 1),
            1 => question.Insert(place, question[place].ToString()),
            _ => string.Concat(question.AsSpan(0, place), question.AsSpan(place + 1, 1), question.AsSpan(place, 1), question.AsSpan(place + 2)),
        };
    }

    private static int HashCode(int seed, int pass) => unchecked(seed * 7919 + pass * 104729);
}
