using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;
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

    // Of names that stand side by side.
    private const int LongestRow = 160;

    private static readonly string[] Titles = ["Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Capt", "Dr", "Mr", "Mrs", "Ms"];

    private readonly string body;
    private readonly StoryPeople people;
    private readonly StoryMentions mentions;
    private readonly IReadOnlyList<Sentence> sentences;
    private readonly Dictionary<string, Office> offices = new(StringComparer.Ordinal);
    private string? lastSpeaker;
    private int lastSpoke = int.MinValue;
    private string? lastBody;
    private int lastBodySpoke;

    public SpeakerResolver(string body, IReadOnlyList<Sentence> sentences)
    {
        this.body = body;
        this.sentences = sentences;
        people = StoryPeople.Of(sentences);
        mentions = new StoryMentions(body, sentences, people);
    }

    /// <summary>The names of all who are mentioned; none when that is not known. To be asked in the story's order.</summary>
    public IReadOnlyList<string> NamesOf(TextSpan mention)
    {
        var words = body[mention.Start..mention.End].ReplaceLineEndings(" ");
        var several = Both().IsMatch(words) ? mentions.PairBefore(mention.Start, NearBy, sideBySide: false)
            : They().IsMatch(words) ? mentions.PairBefore(mention.Start, NearBy, sideBySide: true)
            : Together(mention.Start, NamesBefore(mention.Start, words) + words);
        return several.Count > 1 ? several : NameOf(mention, WithColleagues().Replace(words, "")) is { } name ? [name] : [];
    }

    private string? NameOf(TextSpan mention, string words)
    {
        var name = FormerOrLatter().Match(words) is { Success: true } which ? OneOfTwo(mention.Start, isFormer: which.Groups["former"].Success)
            : Pronoun().IsMatch(words) ? NamedBefore(mention.Start, Gender.Of(words)) ?? NamedAfter(mention.Start, Gender.Of(words))
            : Relative().IsMatch(words) ? Antecedent(mention.Start)
            : Thing().IsMatch(words) ? lastBody is { } group && mention.Start - lastBodySpoke < NearBy ? group : null
            : NoName().IsMatch(words) ? null
            : people.AreSeveralCalled(words) ? null
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

    /// <summary>Those who are named side by side: Cameron, Merkel and Hollande; he and Kerry; Kerry and his colleague are not.</summary>
    private List<string> Together(int offset, string words)
    {
        if (!words.Contains(" and ", StringComparison.Ordinal))
        {
            return [];
        }

        var names = SideBySide().Split(words)
            .Select(part => Pronoun().IsMatch(part) ? NamedBefore(offset, Gender.Of(part))
                : RelativeClause().IsMatch(part) || !people.EndsWithName(part) ? null
                : people.LastNamedIn(part))
            .ToList();
        return names.Contains(null) ? [] : names.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>The names that a sentence or a part of it begins with, before the last of them: Cameron, Merkel and.</summary>
    private string NamesBefore(int offset, string mention)
    {
        var start = sentences[mentions.OrdinalAt(offset)].Start;
        if (start <= offset && PronounAnd().Match(body[start..offset]) is { Success: true } pronoun)
        {
            return pronoun.Value; // as he and Kerry
        }

        var joint = mention.Contains(" and ", StringComparison.Ordinal) ? ", " : " and ";
        if (start > offset || !body.AsSpan(start..offset).EndsWith(joint, StringComparison.Ordinal))
        {
            return "";
        }

        var before = body[start..offset].ReplaceLineEndings(" ");
        before = LeadingCircumstance().Replace(before[(before.LastIndexOfAny(['—', '–', ';', ':', '"', '”']) + 1)..].TrimStart(), "");
        return before.Length <= LongestRow && before.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => char.IsUpper(word[0]) || word is "of" or "the" or "for" or "and")
            ? before
            : "";
    }

    /// <summary>Of the two who are named in the nearest sentence before that names anybody.</summary>
    private string? OneOfTwo(int offset, bool isFormer) =>
        mentions.PairBefore(offset, NearBy, sideBySide: false) is [var former, var latter] ? isFormer ? former : latter : null;

    /// <summary>A person's full name, unless the words tell of somebody around them: Kerry's spokesman, an ally of Lavrov.</summary>
    private string? PersonIn(string words)
    {
        var parts = words.Split(", ");
        if (parts is [var role, var apposition, ..] && FullName().IsMatch(apposition.TrimEnd(','))
            && (RoleOfSomebody().IsMatch(role) || LeadingArticle().IsMatch(role)) && !people.EndsWithName(role))
        {
            return people.LastNamedIn(apposition) ?? apposition.TrimEnd(','); // Syria's ambassador, Bashar Ja'afari
        }

        var head = words.Split(',')[0];
        var before = OfSomebody().Match(head) is { Success: true } of && Role().IsMatch(head[..of.Index]) && !people.AreNamedIn(head[..of.Index]) ? head[..of.Index] : head;
        if (!RoleOfSomebody().IsMatch(before) && people.LastNamedIn(before) is { } name)
        {
            return name;
        }

        return before.Length == head.Length && !RoleOfSomebody().IsMatch(before) ? HolderOf(before) : null;
    }

    /// <summary>Whom alone the story describes so: the minister, the Russian foreign minister, the Russian.</summary>
    private string? HolderOf(string description)
    {
        if (BareRole().Match(description) is { Success: true } role && people.OnlyOneWithTitle(role.Groups["role"].Value) is { } titled && !OfficeOf(titled).IsForeignTo(description))
        {
            return titled;
        }

        if (LeadingArticle().Match(description) is not { Success: true } article)
        {
            return null;
        }

        var words = description[article.Length..];
        var described = people.FullNames
            .Where(name => Nationalities.Is(words) ? OfficeOf(name).IsFrom(words) : OfficeOf(name).IsMeantBy(words))
            .Take(2).ToList();
        return described is [var only] ? only : null;
    }

    private Office OfficeOf(string name) => offices.TryGetValue(name, out var office) ? office : offices[name] = Office.Of(name, body);

    // The State Department; police; a spokesman for the ministry.
    private static string? BodyIn(string words)
    {
        var head = WithoutTitles(LeadingArticle().Replace(words.Split(',', '(')[0].Trim(), ""));
        return head.AsSpan().Count(' ') < MostWords && head.Split(' ').Any(word => word.Length > 0 && Lexicon.Find(word).Parts == PartOfSpeech.None) ? head : null;
    }

    // envoy Lakhdar Brahimi; Project scientist Matt Taylor; Gen. Selim Idris; but a spokesman for Lavrov keeps what he is.
    private static string WithoutTitles(string head)
    {
        var words = head.Split(' ');
        var first = words is [_, var second, ..] && IsRole(second) ? 1 : 0;
        var name = first + words.Skip(first).TakeWhile(word => Titles.Contains(word.TrimEnd('.')) || IsRole(word)).Count();
        return name > 0 && words.Length - name >= 2 && words.Skip(name).All(word => word.Length > 0 && char.IsUpper(word[0])) ? string.Join(' ', words.Skip(name)) : head;
    }

    private static bool IsRole(string word) => word.Length > 0 && char.IsLower(word[0]) && Lexicon.Find(word).Parts == PartOfSpeech.None;

    /// <summary>Whoever a pronoun stands for: named first in its sentence, or the last to speak, or named first in the sentences before.</summary>
    private string? NamedBefore(int offset, Gender gender)
    {
        var ordinal = mentions.OrdinalAt(offset);
        if (mentions.FirstIn(sentences[ordinal].Start, offset, gender) is { } subject)
        {
            return subject;
        }

        if (lastSpeaker is { } speaker && offset - lastSpoke < Furthest && mentions.Fits(speaker, gender) && !IsOtherSubject(ordinal - 1, speaker, gender))
        {
            return speaker;
        }

        for (var before = ordinal - 1; before >= 0 && offset - sentences[before].Start < Furthest; before--)
        {
            if (mentions.FirstIn(sentences[before].Start, sentences[before].End, gender) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    // Two days after he left, Kerry came back.
    private string? NamedAfter(int offset, Gender gender)
    {
        var sentence = sentences[mentions.OrdinalAt(offset)];
        var comma = sentence.End > offset ? body.IndexOf(',', offset, sentence.End - offset) : -1;
        return comma < 0 ? null : mentions.FirstIn(comma, sentence.End, gender);
    }

    // The sentence before begins with somebody else, who has not spoken there.
    private bool IsOtherSubject(int ordinal, string speaker, Gender gender) =>
        ordinal >= 0 && sentences[ordinal].Start > lastSpoke
        && mentions.FirstIn(sentences[ordinal].Start, Math.Min(sentences[ordinal].End, sentences[ordinal].Start + 60), gender) is { } other && other != speaker;

    // Lavrov, who said
    private string? Antecedent(int offset)
    {
        var before = body[Math.Max(0, offset - 120)..offset];
        var clause = before[(before.LastIndexOfAny(['.', ';', '\n']) + 1)..];
        return people.LastNamedIn(clause);
    }

    [GeneratedRegex("^the ((?<former>former)|latter)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex FormerOrLatter();

    [GeneratedRegex("^(the two|both)( \\p{Ll}+)?$|^they both$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Both();

    [GeneratedRegex(@"\b(he|she) and $", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PronounAnd();

    // In May, Lavrov and Kerry
    [GeneratedRegex("^(In|On|At|After|Before|Since|During|By|Last) [^,]*, ", RegexOptions.ExplicitCapture)]
    private static partial Regex LeadingCircumstance();

    [GeneratedRegex("^they$", RegexOptions.IgnoreCase)]
    private static partial Regex They();

    [GeneratedRegex(" and (his|her|their) \\p{Ll}.*$", RegexOptions.ExplicitCapture)]
    private static partial Regex WithColleagues();

    // Gérard Araud, Bashar Ja'afari
    [GeneratedRegex(@"^\p{Lu}[\p{L}'’.-]+( \p{Lu}[\p{L}'’.-]*){1,3}$", RegexOptions.ExplicitCapture)]
    private static partial Regex FullName();

    [GeneratedRegex(",? and (?:also )?|, ")]
    private static partial Regex SideBySide();

    [GeneratedRegex("^(who|which|whose|whom|where)\\b", RegexOptions.ExplicitCapture)]
    private static partial Regex RelativeClause();

    [GeneratedRegex("^(he|she|his|her|him)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();

    [GeneratedRegex("^(who|which|that|whom)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();

    [GeneratedRegex("^(the )?(two|both)\\b|^(no|none of|neither|not) |^(i|we|you|they|it|one|many|some|others?|both|all|several|none|nobody|everyone|everybody|somebody|someone|this|these|those|there|their|its|our|my|most|few|another)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
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
