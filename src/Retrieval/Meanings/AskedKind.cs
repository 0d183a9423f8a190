using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>The kind of thing that a question names: <c>On which ship …?</c> asks for a ship, and so a ferry or a tanker may answer it.</summary>
public sealed partial class AskedKind
{
    private const int MaxSenses = 2;

    // Kinds of a person or of a plant are beyond counting, and tell little.
    private const int MaxSynsets = 800;

    private readonly HashSet<string> stems;

    public AskedKind(Question question, WordNet dictionary)
    {
        stems = Noun().Match(question.Content) is { Success: true } match ? KindsOf(match.Groups["noun"].Value.ToLowerInvariant(), dictionary) : [];
        stems.ExceptWith(question.Terms.Select(term => term.Stem));
    }

    /// <summary>Whether a word of the sentence is of the kind that is asked for, and not the question's own.</summary>
    public bool IsIn(IReadOnlySet<string> sentence) => stems.Count > 0 && sentence.Overlaps(stems);

    private static HashSet<string> KindsOf(string noun, WordNet dictionary)
    {
        var lemma = BaseForms.Of(noun, WordClass.Noun).FirstOrDefault(form => dictionary.Senses(form, WordClass.Noun).Count > 0);
        if (lemma is null)
        {
            return [];
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<long>();
        var waiting = new Queue<Synset>(dictionary.Senses(lemma, WordClass.Noun).Take(MaxSenses));
        while (waiting.TryDequeue(out var synset))
        {
            found.UnionWith(synset.Words.Where(word => !word.Contains('_', StringComparison.Ordinal)).SelectMany(Term.AllIn).Select(term => term.Stem));
            foreach (var kind in synset.Pointers.Where(pointer => pointer.Symbol is "~" or "~i"))
            {
                if (seen.Count == MaxSynsets)
                {
                    return [];
                }

                if (seen.Add(kind.Offset))
                {
                    waiting.Enqueue(dictionary.Read(kind.WordClass, kind.Offset));
                }
            }
        }

        return found;
    }

    [GeneratedRegex(
        @"\b(what|which)\s+((kinds?|types?|sorts?|form) of\s+)?(?<noun>\p{Ll}{3,})\b(?<!\b(did|does|was|were|are|has|have|had|will|would|can|could|should|the|his|her|their|some|other|many|much))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Noun();
}
