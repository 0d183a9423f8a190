using System.Runtime.InteropServices;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>A drafted sentence beside those that it cites.</summary>
internal sealed class Draft
{
    private readonly IReadOnlyList<Place>[] places;

    /// <param name="text">Without its marks.</param>
    public Draft(string text, IReadOnlyList<CitedSentence> cited, WordNet dictionary)
    {
        (Wording, Cited) = (new Wording(text), cited);
        Quantities = Quantity.AllIn(text);
        Dates = DateMention.AllIn(text);
        Names = NamesTold.Runs(Wording, dictionary).SelectMany(run => run).ToHashSet();
        Attributions = StatementExtractor.Extract(text, [new Sentence(0, 0, text.Length, text)]);
        places = [.. Enumerable.Range(0, Wording.Count).Select(place => PlacesOf((sentence, word) => Wording.IsFormOf(place, cited[sentence].Wording, word)))];

        // Only what the cited sentences do not have in any form has to be looked up in the dictionary, which takes longest.
        Relatives = new Relatives(MissingWords(), dictionary);
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place].Count == 0 && Wording.IsContent(place))
            {
                places[place] = PlacesOf((sentence, word) => !cited[sentence].Wording.Tokens[word].IsStopWord && Relatives.IsSameAt(word, cited[sentence].Wording.Tokens, Wording.Tokens[place].Stem));
            }
        }
    }

    public string Text => Wording.Text;

    public Wording Wording { get; }

    public IReadOnlyList<CitedSentence> Cited { get; }

    public IReadOnlyList<Quantity> Quantities { get; }

    public IReadOnlyList<DateMention> Dates { get; }

    /// <summary>Places of the words that make up names, which have their own rule.</summary>
    public IReadOnlySet<int> Names { get; }

    public Relatives Relatives { get; }

    /// <summary>What the draft itself says that somebody says; offsets in its text.</summary>
    public IReadOnlyList<Attribution> Attributions { get; }

    /// <summary>Where the cited sentences have a word of the draft, in any form, or one that means the same.</summary>
    public IReadOnlyList<Place> PlacesOfWord(int place) => places[place];

    /// <summary>Content words, but for names, numbers and what says only that something is told, that the cited sentences do not have.</summary>
    public IEnumerable<int> Missing => Enumerable.Range(0, Wording.Count).Where(place => Wording.IsContent(place) && places[place].Count == 0 && !Names.Contains(place) && !IsNumber(place)
        && !Coverage.IsFree(Wording.Tokens[place].Stem) && !Polarity.IsDenial(Wording[place]) && !Polarity.IsDenyingVerb(Wording.Tokens[place].Stem));

    /// <summary>Content words of the cited sentences, in small letters, that stand for none of the draft; without names.</summary>
    public IEnumerable<string> Unused
    {
        get
        {
            var used = places.SelectMany(found => found).ToHashSet();
            return Cited.SelectMany((sentence, index) => Enumerable.Range(0, sentence.Wording.Count)
                .Where(word => sentence.Wording.IsContent(word) && !sentence.Wording.Tokens[word].IsCapitalised && !used.Contains(new Place(index, word)))
                .Select(word => sentence.Wording[word])).Distinct(StringComparer.Ordinal);
        }
    }

    /// <summary>Whether a word is part of a number, of its unit or of a date.</summary>
    public bool IsNumber(int place)
    {
        var token = Wording.Tokens[place];
        return char.IsAsciiDigit(Wording[place][0])
            || Quantities.Any(quantity => quantity.Start < token.End && quantity.End > token.Start)
            || Dates.Any(date => date.Start < token.End && date.End > token.Start);
    }

    /// <summary>Whether a word of the draft lies in any of the spans.</summary>
    public bool IsIn(int place, IEnumerable<TextSpan> spans) =>
        spans.Any(span => span.Start <= Wording.Tokens[place].Start && span.End >= Wording.Tokens[place].End);

    // With the small words after them: step down.
    private string MissingWords() => string.Join(", ", Enumerable.Range(0, Wording.Count)
        .Where(place => places[place].Count == 0 && Wording.IsContent(place))
        .Select(place => Text[Wording.Tokens[place].Start..Wording.Tokens[Math.Min(place + 1, Wording.Count - 1)].End]));

    private List<Place> PlacesOf(Func<int, int, bool> isSame)
    {
        var found = new List<Place>();
        for (var sentence = 0; sentence < Cited.Count; sentence++)
        {
            for (var word = 0; word < Cited[sentence].Wording.Count; word++)
            {
                if (isSame(sentence, word))
                {
                    found.Add(new Place(sentence, word));
                }
            }
        }

        return found;
    }
}

/// <summary>A word of a cited sentence.</summary>
/// <param name="Sentence">Its place among the cited, from 0.</param>
/// <param name="Word">Its place in the sentence, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(int Sentence, int Word);
