using System.Text.RegularExpressions;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), in which story it stands: <c>according to a story of 9 May 2013</c>, <c>the Alpine Courier reported on 14 September that</c>. That is no part of what the
/// story tells: the outlet, the day and what it is about are those of a cited story, and the other rules see the rest.
/// </summary>
/// <param name="Written">As it was written.</param>
/// <param name="Claim">What the story tells, as a sentence of its own.</param>
internal sealed partial record Provenance(string Written, string Claim)
{
    /// <summary>Null when no cited story is the one that the draft tells of.</summary>
    public static Provenance? Of(string text, IReadOnlyList<CitedSentence> cited)
    {
        var claim = text;
        foreach (var form in new[] { Within(), Reported(), QuotedAs(), According() })
        {
            if (form.Match(claim) is { Success: true } match && match.Groups["story"].Value is var story && TellsOfStory(story, cited))
            {
                if (!IsTrue(story, cited))
                {
                    return null;
                }

                var quoted = match.Groups["who"] is { Success: true } who ? $"{Subject(who.Value)} said that " : "";
                claim = Names.Capitalised(claim[..match.Index] + (match.Index > 0 && match.Value.EndsWith(',') ? "," : "") + quoted + claim[(match.Index + match.Length)..]);
            }
        }

        return new Provenance(text, claim);
    }

    /// <summary>What is shown: the draft as it was written, or the claim alone where names were put into it.</summary>
    public string With(string claim) => claim == Claim ? Written : claim;

    /// <summary>Whether it is the cited story that the draft speaks of, and not one that the story itself tells of.</summary>
    private static bool TellsOfStory(string phrase, IReadOnlyList<CitedSentence> cited) =>
        cited.Any(sentence => IsOutlet(phrase, sentence.Evidence.Article))
        || (Story().Match(phrase) is { Success: true } story && !cited.Any(sentence => sentence.Wording.Text.Contains(story.Groups["noun"].Value, StringComparison.OrdinalIgnoreCase)))
        || ((It().IsMatch(phrase) || AsOf().IsMatch(phrase)) && DateMention.AllIn(phrase).Count > 0);

    private static bool IsTrue(string phrase, IReadOnlyList<CitedSentence> cited) => cited.Any(sentence => IsTrue(phrase, sentence));

    private static bool IsTrue(string phrase, CitedSentence sentence)
    {
        var article = sentence.Evidence.Article;
        var dates = DateMention.AllIn(phrase);
        var topic = Token.AllIn((phrase.Contains(" about ", StringComparison.Ordinal) ? article.Title : "") + " " + article.Source).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        return (dates.Count == 0 || (sentence.Day is { } day && dates.All(date => date.Means(day))))
            && Token.AllIn(phrase).All(token => token.IsStopWord
                || Frame().IsMatch(token.Term.Word)
                || dates.Any(date => date.Start <= token.Start && date.End >= token.End)
                || topic.Contains(token.Stem)
                || IsOutlet(phrase[token.Start..token.End], article));
    }

    // The Daily Harbour; CNN, for cnn.com.
    private static bool IsOutlet(string phrase, Article article) => article.Source is { Length: > 0 } source
        && (phrase.Contains(source, StringComparison.OrdinalIgnoreCase)
            || (Domain().Match(source) is { Success: true } domain && phrase.Replace(" ", "", StringComparison.Ordinal).Contains(domain.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)));

    private static string Subject(string who) => who switch
    {
        "him" => "He",
        "her" => "She",
        "them" => "They",
        _ => Names.Capitalised(who),
    };

    // On 14 September 2013 the Alpine Courier reported that; a story of 6 August 2014 said that
    [GeneratedRegex("""^(?<story>(According to|In (a|an|the|its)\b) [^,;:“"]{4,80}(, of [^,;:“"]{4,30})?(?=,)|As of [^,;:“"]{4,30}(?=,)|[^;:“"]{2,100}? (reported|wrote|said|noted|stated)( (on|in) [^,;:“"]{3,30}?)?(?= that ))(,| that) (?=\S)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Reported();

    // In June 2012 a story quoted him as saying that
    [GeneratedRegex("""^(?<story>[^;:“"]{2,100}?) quot(ed|es) (?<who>[^,;:“"]{3,60}) as saying( that)? (?=\S)""", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedAs();

    // …, according to a story of 9 May 2013.
    [GeneratedRegex("""((, |(?<=,[”"’]) )according to (?<story>[^,;:“"]{4,90})|, (?<story>[^,;:“"]{4,80} (reported|wrote|said)( (on|in) [^,;:“"]{3,30})?)|,? (?<story>as of [^,;:“"]{4,30}))(?=\.?$)""", RegexOptions.ExplicitCapture)]
    private static partial Regex According();

    // Lavrov, in a story of 13 May 2014, said
    [GeneratedRegex("""(, | )(?<story>in (a|an|the|another|an earlier) ([^,;:“"]{3,20} )?(story|article)( (of|from) [^,;:“"]{3,20}?\d{4})?)(,|(?=\.?$))""", RegexOptions.ExplicitCapture)]
    private static partial Regex Within();

    [GeneratedRegex(@"\b([Aa]|[Tt]he|[Aa]n)\b([^,]* )?(?<noun>story|article)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Story();

    [GeneratedRegex("^as of ", RegexOptions.IgnoreCase)]
    private static partial Regex AsOf();

    [GeneratedRegex(@"\b[Ii]t$")]
    private static partial Regex It();

    [GeneratedRegex("^(according|as|of|most|recently|another|story|article|report(ed)?|wrote|said|noted|stated|published|dated|news|same|earlier|later|older|newer)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();

    [GeneratedRegex(@"^(www\.)?(?<name>[^.\s]{2,})\.\p{L}{2,}", RegexOptions.ExplicitCapture)]
    private static partial Regex Domain();
}
