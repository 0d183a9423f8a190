using System.Collections.Frozen;
using System.Runtime.InteropServices;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>Which words of a sentence may stand for words of one question, or of another text, that the sentence does not have.</summary>
public sealed class Relatives
{
    // Further senses of a word are seldom meant.
    private const int MaxSenses = 4;

    // Of the first two senses: "leave" is also "allow", but no question means that.
    private const double UsualSense = 0.5;

    // What has more kinds than this is too general for one of them to tell anything: a person, a country.
    private const int MaxKinds = 24;

    // The longest phrases looked up: “International Monetary Fund”, “carry out”.
    private const int MaxPhrase = 3;

    private readonly Dictionary<string, List<Relative>> byFirstStem = new(StringComparer.Ordinal);
    private readonly Acronyms acronyms;

    public Relatives(string text, WordNet dictionary)
    {
        var tokens = Token.AllIn(text);
        acronyms = new Acronyms(text, tokens);
        for (var first = 0; first < tokens.Count; first++)
        {
            for (var length = 1; length <= MaxPhrase && first + length <= tokens.Count; length++)
            {
                Add(tokens.Skip(first).Take(length).ToList(), isFirst: first == 0, dictionary);
            }
        }
    }

    /// <summary>How closely each of the question's stems is related to something in the sentence: 0 to 1; those of no relation are left out.</summary>
    public IReadOnlyDictionary<string, Closeness> In(IReadOnlyList<Token> sentence)
    {
        Dictionary<string, Closeness>? found = null;
        for (var place = 0; place < sentence.Count; place++)
        {
            foreach (var relative in byFirstStem.GetValueOrDefault(sentence[place].Stem) ?? [])
            {
                if (!StandsAt(place, relative, sentence))
                {
                    continue;
                }

                found ??= new Dictionary<string, Closeness>(StringComparer.Ordinal);
                foreach (var stem in relative.Of)
                {
                    found[stem] = found.GetValueOrDefault(stem).Or(relative.Closeness);
                }
            }
        }

        foreach (var stem in acronyms.In(sentence))
        {
            found ??= new Dictionary<string, Closeness>(StringComparer.Ordinal);
            found[stem] = new Closeness(1, 0);
        }

        return found ?? (IReadOnlyDictionary<string, Closeness>)FrozenDictionary<string, Closeness>.Empty;
    }

    /// <summary>Whether the words that stand at a place of the sentence mean the same as the question's stem in one of its two most usual senses.</summary>
    public bool IsSameAt(int place, IReadOnlyList<Token> sentence, string stem) =>
        (byFirstStem.GetValueOrDefault(sentence[place].Stem) ?? []).Exists(
            relative => relative.Closeness.Same >= UsualSense && relative.Of.Contains(stem, StringComparer.Ordinal) && StandsAt(place, relative, sentence));

    private static bool StandsAt(int place, Relative relative, IReadOnlyList<Token> sentence)
    {
        for (var offset = 1; offset < relative.Stems.Count; offset++)
        {
            if (place + offset >= sentence.Count || sentence[place + offset].Stem != relative.Stems[offset])
            {
                return false;
            }
        }

        return true;
    }

    private void Add(List<Token> phrase, bool isFirst, WordNet dictionary)
    {
        if (phrase[0].IsStopWord || (phrase.Count == 1 && phrase[0].Length < 2))
        {
            return;
        }

        var stems = phrase.Where(token => !token.IsStopWord).Select(token => token.Stem).Distinct(StringComparer.Ordinal).ToList();

        // “Bush” is no shrub.
        var isName = !isFirst && phrase.TrueForAll(token => token.IsCapitalised || token.IsStopWord);
        foreach (var wordClass in Enum.GetValues<WordClass>())
        {
            foreach (var lemma in LemmasOf(phrase, wordClass))
            {
                foreach (var (synset, rank) in dictionary.Senses(lemma, wordClass).Take(MaxSenses).Select((synset, index) => (synset, index + 1)))
                {
                    var own = IndexOf(lemma, synset);
                    if (isName && !char.IsUpper(synset.Words[own][0]))
                    {
                        continue;
                    }

                    foreach (var form in BaseForms.IrregularOf(lemma))
                    {
                        Add(form, stems, new Closeness(1, 0));
                    }

                    Add(synset, own, rank, stems, dictionary);
                }
            }
        }
    }

    private void Add(Synset synset, int own, int rank, List<string> stems, WordNet dictionary)
    {
        var strength = 1.0 / rank;
        foreach (var word in synset.Words)
        {
            AddWithForms(word, stems, new Closeness(strength, 0));
        }

        var hasManyKinds = synset.Pointers.Count(pointer => pointer.Symbol is "~" or "~i") > MaxKinds;
        foreach (var pointer in synset.Pointers)
        {
            switch (pointer.Symbol)
            {
                // Formed of it: “destruction”; of or about it: “Cypriot”.
                case "+" or "\\" when pointer.Source is 0 || pointer.Source == own + 1:
                    AddTarget(pointer, new Closeness(strength, 0), onlyTarget: pointer.Target > 0);
                    break;

                // The people of a country.
                case "%m" or "#m" when dictionary.Read(pointer.WordClass, pointer.Offset) is { } member && (member.Category == Synset.Person || synset.Category == Synset.Person):
                    AddTarget(pointer, new Closeness(strength, 0), onlyTarget: false);
                    break;

                // Its kind, a kind of it, what is like it, what it takes, what it causes.
                case "~" or "~i" when hasManyKinds:
                    break;
                case "@" or "~" or "&" or "*" or ">" or "$" or "@i" or "~i":
                    AddTarget(pointer, new Closeness(0, strength), onlyTarget: false);
                    break;
            }
        }

        void AddTarget(SynsetPointer pointer, Closeness closeness, bool onlyTarget)
        {
            var target = dictionary.Read(pointer.WordClass, pointer.Offset);
            var meant = onlyTarget ? target.Words[pointer.Target - 1] : null;
            foreach (var word in target.Words.Where(word => meant is null || IsSpelling(word, meant)))
            {
                AddWithForms(word, stems, closeness);
            }
        }
    }

    // “apologise”, for “apologize”: what is formed of a word is told in one spelling, and a synset has all.
    private static bool IsSpelling(string word, string of) => word == of
        || (word.Length == of.Length && word.Replace("is", "iz", StringComparison.Ordinal) == of.Replace("is", "iz", StringComparison.Ordinal))
        || word.Replace("our", "or", StringComparison.Ordinal) == of;

    private void AddWithForms(string word, List<string> stems, Closeness closeness)
    {
        Add(word, stems, closeness);
        foreach (var form in BaseForms.IrregularOf(word))
        {
            Add(form, stems, closeness);
        }
    }

    private void Add(string word, List<string> of, Closeness closeness)
    {
        var stems = Token.AllIn(word.Replace('_', ' ')).Select(token => token.Stem).ToList();
        if (stems is [] || (stems.Count == 1 && Token.AllIn(word) is [{ IsStopWord: true }]) || stems.TrueForAll(of.Contains))
        {
            return;
        }

        var relatives = byFirstStem.TryGetValue(stems[0], out var known) ? known : byFirstStem[stems[0]] = [];
        var same = relatives.FindIndex(relative => relative.Stems.SequenceEqual(stems, StringComparer.Ordinal) && relative.Of.SequenceEqual(of, StringComparer.Ordinal));
        if (same >= 0)
        {
            relatives[same] = relatives[same] with { Closeness = relatives[same].Closeness.Or(closeness) };
        }
        else
        {
            relatives.Add(new Relative(stems, of, closeness));
        }
    }

    // Of several words the first is bent in a verb, the last in a noun: “stepped down”, “prime ministers”.
    private static IEnumerable<string> LemmasOf(List<Token> phrase, WordClass wordClass)
    {
        var words = phrase.Select(token => token.Term.Word).ToList();
        var bent = wordClass == WordClass.Verb ? 0 : words.Count - 1;
        return BaseForms.Of(words[bent], wordClass).Select(form => string.Join('_', words.Select((word, index) => index == bent ? form : word)));
    }

    private static int IndexOf(string lemma, Synset synset) =>
        Math.Max(0, synset.Words.ToList().FindIndex(word => word.Equals(lemma, StringComparison.OrdinalIgnoreCase)));

    private sealed record Relative(IReadOnlyList<string> Stems, IReadOnlyList<string> Of, Closeness Closeness);
}

/// <summary>How closely a word is related to another: 0 to 1, less for a rarer sense of it.</summary>
/// <param name="Same">It means the same, or is formed of it.</param>
/// <param name="Kin">It is its kind, a kind of it, or a consequence.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Closeness(double Same, double Kin)
{
    public Closeness Or(Closeness other) => new(Math.Max(Same, other.Same), Math.Max(Kin, other.Kin));
}
