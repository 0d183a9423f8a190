using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>Understands a question from its words alone.</summary>
public static partial class QuestionParser
{
    /// <summary>Understands any text, in time linear in its length.</summary>
    public static Question Parse(string text, AskingContext context)
    {
        var typed = Blanks().Replace(text, " ").Trim();
        var isShouted = IsShouted(typed);
        var lacksCapitals = isShouted || !CapitalInside().IsMatch(typed);
        var clean = Initials.Replace(isShouted ? typed.ToLowerInvariant() : typed, initials => initials.Value.ToUpperInvariant());

        var asking = AskingSentence.In(clean);
        var expects = ExpectedAnswers.Of(clean);
        var asked = Openings.Strip(clean[asking.Start..asking.End]);
        var kind = QuestionKinds.Of(asked);
        var sought = SoughtWords.In(clean, kind, SpeechIn(clean));

        // 1. What only narrows the stories; a question for a time has no window, as its dates belong to what is asked, like those that are quoted.
        var isPasted = sought is { IsMarked: true };
        var outlet = isPasted ? null : OutletPhrases.In(clean, context.Outlets);
        var window = isPasted || kind == QuestionKind.When || expects.HasFlag(ExpectedAnswer.Time) ? null : TimeWindows.In(clean, asking, context.Now);

        // 2. What is searched for: not what only narrows, nor what is only polite. And the words of a speaker that are asked for in it.
        var timeline = isPasted ? [] : Timelines.In(clean);
        TextSpan[] cut = [.. new[] { window?.Span, outlet?.Span }.OfType<TextSpan>(), .. timeline, .. Polite(clean, 0), .. Polite(clean, asking.Start)];
        var content = SearchedText.Of(clean, cut);
        var speech = SpeechIn(content);
        var wantsLatest = kind == QuestionKind.Latest || Latest.IsMatch(clean);
        return new Question
        {
            Text = typed,
            Content = content,
            LacksCapitals = lacksCapitals,
            Kind = KindOf(kind, speech),
            Expects = expects,
            Terms = TermsOf(content, kind, wantsLatest),
            Names = NameFinder.In(isShouted ? typed : clean, cut),
            Speaker = speech?.Speaker,
            Topic = speech?.Topic,
            Quotation = Quotations.AllIn(typed) is [var quoted, ..] ? quoted : null,
            Sought = sought,
            SpeechVerb = speech?.Verb,
            WantsTimeline = timeline.Count > 0 && speech is { Kind: QuestionKind.WhatWasSaid, Speaker: not null },
            Outlet = outlet?.Outlet,
            Window = window?.Window,
            WantsLatest = wantsLatest,
            OtherLanguage = OtherLanguages.Of(clean),
            AskedAt = context.Now,
        };
    }

    /// <summary>The same question with its content written with other capitals.</summary>
    internal static Question Reread(Question question, string content)
    {
        var speech = SpeechIn(content);
        return question with
        {
            Content = content,
            Kind = KindOf(question.Kind, speech),
            Names = NameFinder.In(content, []),
            Speaker = speech?.Speaker,
            Topic = speech?.Topic,
        };
    }

    /// <summary>Loads what the first question would have to wait for: the recogniser of dates, and the languages' words.</summary>
    public static void WarmUp()
    {
        DateResolver.WarmUp();
        _ = Parse("Who called for talks in Rome?", new AskingContext(DateTimeOffset.UnixEpoch, []));
    }

    // A single word in capitals may be an abbreviation.
    private static bool IsShouted(string text) => !text.Any(char.IsLower) && text.Split(' ').Count(word => word.Any(char.IsUpper)) > 1;

    private static List<Term> TermsOf(string content, QuestionKind kind, bool wantsLatest)
    {
        var topic = wantsLatest ? Latest.Replace(content, " ") : content;
        topic = HowOld.Replace(topic, " ");
        var terms = Term.AllIn(Happened.Replace(kind == QuestionKind.Latest ? News.Replace(topic, " ") : topic, " ")).Distinct().ToList();
        return terms.Count > 0 ? terms : Term.AllIn(content).Distinct().ToList();
    }

    private static Speech? SpeechIn(string content)
    {
        var asking = AskingSentence.In(content);
        return Speech.In(Openings.Strip(content[asking.Start..asking.End]));
    }

    private static QuestionKind KindOf(QuestionKind kind, Speech? speech) =>
        kind is QuestionKind.Other or QuestionKind.Who or QuestionKind.List or QuestionKind.Latest ? speech?.Kind ?? kind : kind;

    private static TextSpan[] Polite(string text, int start) =>
        Openings.PoliteLength(text[start..]) is > 0 and var length ? [new TextSpan(start, start + length)] : [];

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Blanks();

    // A capital that neither begins a sentence nor is the asker's own I.
    [GeneratedRegex(@"(?<!^\W*|[.?!]\W+)(?!I\b)\p{Lu}", RegexOptions.ExplicitCapture)]
    private static partial Regex CapitalInside();

    // They stand for names however they are typed: the us, u.n.
    private static Regex Initials { get; } = new(
        @"(?<=\bthe )us\b|\b(u\.s\.|u\.n\.|u\.k\.|e\.u\.)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    // What happened is told by other words.
    private static Regex Happened { get; } = new(
        @"\b(what|anything|something)( else| exactly)?( has| have| had)? (happen(s|ed|ing)?|((is|was) )?happening|goes on|went on|took place|occur(s|red)?)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    // An age is told without calling it old, and an old town has none.
    private static Regex HowOld { get; } = new(@"(?<=\bhow )old\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // What is new is told without calling it so.
    private static Regex News { get; } = new(
        @"\b(news|updates?|update me|developments?|word|status|state of (affairs|play)|situation|stories)\b(?=\W*$| (on|about|in|with|from|regarding|concerning|of|for)\b)"
        + @"|\b(doing|faring|going|getting on)\b(?=\W*$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static Regex Latest { get; } = new(
        @"\b(latest|newest|most recent(ly)?|current(ly)?|right now|so far|up to date|at the moment|these days|what['’]?s new|breaking|what is new|as far as (is known|(we|you|they) (can )?(know|tell)))\b"
        + @"|\b(?<!(until|from|by|before) )now\b(?! that\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
