using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Tells whom a story means when it says who speaks: by a surname, a title or a pronoun.</summary>
internal sealed partial class SpeakerResolver
{
    // A pronoun means nobody who was named longer ago.
    private const int Furthest = 1200;

    // “It” stands for what spoke in the sentence before.
    private const int NearBy = 400;

    private const int MostWords = 10;

    private static readonly string[] Titles = ["Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Capt", "Dr", "Mr", "Mrs", "Ms"];

    private readonly string body;
    private readonly StoryPeople people;
    private readonly List<(int Offset, string Name)> mentions;
    private readonly IReadOnlyList<Sentence> sentences;
    private readonly Dictionary<(string, Gender), bool> fitting = [];
    private string? lastSpeaker;
    private int lastSpoke = int.MinValue;
    private string? lastBody;
    private int lastBodySpoke;

    public SpeakerResolver(string body, IReadOnlyList<Sentence> sentences)
    {
        this.body = body;
        this.sentences = sentences;
        people = StoryPeople.Of(sentences);
        mentions = [.. people.MentionsIn(body)];
    }

    /// <summary>The name of the one who is mentioned, or null. To be asked in the story's order.</summary>
    public string? NameOf(TextSpan mention)
    {
        var words = body[mention.Start..mention.End].ReplaceLineEndings(" ");
        var name = Pronoun().IsMatch(words) ? NamedBefore(mention.Start, Gender.Of(words))
            : Relative().IsMatch(words) ? Antecedent(mention.Start)
            : Thing().IsMatch(words) ? lastBody is { } group && mention.Start - lastBodySpoke < NearBy ? group : null
            : NoName().IsMatch(words) ? null
            : PersonIn(words) ?? BodyIn(words);
        if (name is not null && people.AreNamedIn(name))
        {
            (lastSpeaker, lastSpoke) = (name, mention.Start);
            lastBody = null;
        }
        else if (name is not null)
        {
            (lastBody, lastBodySpoke) = (name, mention.Start);
        }

        return name;
    }

    /// <summary>A person's full name, unless the words tell of somebody around them: Kerry's spokesman, an ally of Lavrov.</summary>
    private string? PersonIn(string words)
    {
        var head = words.Split(',')[0];
        var before = OfSomebody().Match(head) is { Success: true } of && Role().IsMatch(head[..of.Index]) && !people.AreNamedIn(head[..of.Index]) ? head[..of.Index] : head;
        if (!RoleOfSomebody().IsMatch(before) && people.LastNamedIn(before) is { } name)
        {
            return name;
        }

        return before.Length == head.Length && !RoleOfSomebody().IsMatch(before) && BareRole().Match(before) is { Success: true } role
            ? people.OnlyOneWithTitle(role.Groups["role"].Value)
            : null;
    }

    // The State Department; police; a spokesman for the ministry.
    private static string? BodyIn(string words)
    {
        var head = WithoutTitles(LeadingArticle().Replace(words.Split(',', '(')[0].Trim(), ""));
        return head.AsSpan().Count(' ') < MostWords && head.Split(' ').Any(word => word.Length > 0 && Lexicon.Find(word).Parts == PartOfSpeech.None) ? head : null;
    }

    // envoy Lakhdar Brahimi; Gen. Selim Idris; but a spokesman for Lavrov keeps what he is.
    private static string WithoutTitles(string head)
    {
        var words = head.Split(' ');
        var name = words.TakeWhile(word => Titles.Contains(word.TrimEnd('.')) || (word.Length > 0 && char.IsLower(word[0]) && Lexicon.Find(word).Parts == PartOfSpeech.None)).Count();
        return name > 0 && words.Length - name >= 2 && words.Skip(name).All(word => word.Length > 0 && char.IsUpper(word[0])) ? string.Join(' ', words.Skip(name)) : head;
    }

    /// <summary>Whoever a pronoun stands for: named first in its sentence, or the last to speak, or named first in the sentences before.</summary>
    private string? NamedBefore(int offset, Gender gender)
    {
        var ordinal = OrdinalAt(offset);
        if (FirstNamed(sentences[ordinal].Start, offset, gender) is { } subject)
        {
            return subject;
        }

        if (lastSpeaker is { } speaker && offset - lastSpoke < Furthest && Fits(speaker, gender) && !IsOtherSubject(ordinal - 1, speaker, gender))
        {
            return speaker;
        }

        for (var before = ordinal - 1; before >= 0 && offset - sentences[before].Start < Furthest; before--)
        {
            if (FirstNamed(sentences[before].Start, sentences[before].End, gender) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    // The sentence before begins with somebody else, who has not spoken there.
    private bool IsOtherSubject(int ordinal, string speaker, Gender gender) =>
        ordinal >= 0 && sentences[ordinal].Start > lastSpoke
        && FirstNamed(sentences[ordinal].Start, Math.Min(sentences[ordinal].End, sentences[ordinal].Start + 60), gender) is { } other && other != speaker;

    private string? FirstNamed(int start, int end, Gender gender)
    {
        for (var index = FirstMentionFrom(start); index < mentions.Count && mentions[index].Offset < end; index++)
        {
            if (Fits(mentions[index].Name, gender))
            {
                return mentions[index].Name;
            }
        }

        return null;
    }

    private bool Fits(string name, Gender gender) =>
        fitting.TryGetValue((name, gender), out var fits) ? fits : fitting[(name, gender)] = gender.Fits(name, body);

    // Lavrov, who said
    private string? Antecedent(int offset)
    {
        var before = body[Math.Max(0, offset - 120)..offset];
        var clause = before[(before.LastIndexOfAny(['.', ';', '\n']) + 1)..];
        return people.LastNamedIn(clause);
    }

    private int FirstMentionFrom(int offset)
    {
        var index = mentions.BinarySearch((offset, ""), Comparer<(int Offset, string Name)>.Create((left, right) => left.Offset.CompareTo(right.Offset)));
        return index < 0 ? ~index : index;
    }

    private int OrdinalAt(int offset)
    {
        var (low, high) = (0, sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sentences[middle].End > offset ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    [GeneratedRegex("^(he|she|his|her|him)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();

    [GeneratedRegex("^(who|which|that|whom)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();

    [GeneratedRegex("^(i|we|you|they|it|one|many|some|others?|both|all|several|none|nobody|everyone|everybody|somebody|someone|this|these|those|there|their|its|our|my|most|few|another)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex NoName();

    [GeneratedRegex("^(the|a|an|this|that|its|his|her|their|some) ", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingArticle();

    [GeneratedRegex("^(it|they)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Thing();

    [GeneratedRegex(@" (of|for|to|from|with|at|in|on|by|near|behind|against) ", RegexOptions.ExplicitCapture)]
    private static partial Regex OfSomebody();

    [GeneratedRegex(@"\b\p{Ll}+\W*$")]
    private static partial Regex Role();

    // Kerry's spokesman, but not Russia's Sergei Lavrov.
    [GeneratedRegex(@"['’]s? \p{Ll}[\p{L}-]*( \p{Ll}[\p{L}-]*)*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RoleOfSomebody();

    [GeneratedRegex(@"^([Tt]he|[Hh]is|[Hh]er) ([\p{L}-]+ ){0,3}(?<role>\p{Ll}[\p{L}-]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex BareRole();
}
