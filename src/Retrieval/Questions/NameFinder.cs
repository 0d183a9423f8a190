using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis.Core;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Finds what the asker wrote as names: words with a capital or a digit, joined when they stand together (<c>Ban Ki-moon</c>,
/// <c>Bank of Cyprus</c>). Titles of office are left off, as stories tell one person by many: <c>Foreign Minister Sergei Lavrov</c>.
/// </summary>
internal static partial class NameFinder
{
    // What a question's first word is when it is no name; there it is capitalised whatever it is.
    private static readonly FrozenSet<string> OrdinaryFirstWords = Words(
        """
        according regarding concerning considering given despite during before after since until under over between among across near within
        without because although though while whereas yes no not just only even also still now then here today yesterday tomorrow tonight
        please tell name list give show explain describe compare summarize summarise find define discuss identify let true false
        one two three four five six seven eight nine ten hundreds thousands millions billions dozens prior many most more some several all both each every other another few first last next
        new latest recent current any anything anyone people talks news war peace attack attacks deal vote votes election elections protest
        protests fire police president minister parliament government court bank banks oil gas price prices death deaths police army troops
        rebels opposition sanctions summit crisis update updates reaction reactions comments statement statements background difference
        differences effects causes cause reason reasons history meaning definition description number population capital city country
        scientists researchers experts officials lawmakers doctors students voters workers women men children world company
        companies actor actress singer player team teams film movie song book game games season stocks shares markets weather storm
        hurricane earthquake flood floods plane ship train car cars hello hi hey thanks ok okay well so but and or if as in on at by for from to
        of with about into against says said say told reports report coverage nearly almost approximately about around roughly
        up down out off onto through throughout via per upon beyond behind below above beneath beside besides inside outside towards toward
        unlike except excluding including versus till once twice never always sometimes often perhaps maybe apparently reportedly exactly
        precisely whatever whoever whichever whenever wherever however instead meanwhile otherwise altogether nowadays recently lately
        excuse pardon sorry thank good dear kindly quote cite find search look check see mention write read remind help guess imagine
        suppose ask answer outline wondering curious looking further may
        """);

    // A name never begins, ends or stands with them alone, whatever their capitals: titles in headlines, "The", "Who".
    private static readonly FrozenSet<string> NeverNames =
    [
        .. StopAnalyzer.ENGLISH_STOP_WORDS_SET,
        .. Words(
            """
            what who whom whose which when where why how did do does done has have had is are was were am been being can could would should
            might must he she his her him its i me my we our you your them from about than so any there please say says said tell tells told
            monday tuesday wednesday thursday friday saturday sunday what's who's where's how's i'm i'd isn't didn't don't doesn't
            """),
    ];

    private static readonly FrozenSet<string> Titles = Words(
        """
        president vice-president minister secretary secretary-general chancellor senator governor mayor ambassador envoy chairman chairwoman
        spokesman spokeswoman speaker mr mrs ms dr sir sen gen rep gov prof professor
        """);

    // They belong to a title only before one: Foreign Minister, but Federal Trade Commission.
    private static readonly FrozenSet<string> BeforeTitles = Words(
        "prime foreign finance defence defense interior health justice economy energy trade home treasury press vice deputy former");

    private static readonly FrozenSet<string> Connectors = Words("of de del della di da do dos du la le van von der den bin ibn al el y the for");

    private static readonly FrozenSet<string> Months =
        $"{CalendarNames.Months}|{CalendarNames.ShortMonths}".Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Before a month they make it a date, whatever follows: in May Kerry, the March summit.
    private static readonly FrozenSet<string> BeforeDates = Words(
        "in on from since until till by before after during to between and last this next early late mid the a that");

    // The number after them tells which is meant, so it is a name: resolution 2118, flight 370.
    private static readonly FrozenSet<string> Numbered = Words("resolution resolutions article chapter flight section directive protocol route bill proposition");

    // Between them and what follows, a title ends that does not stand alone: Secretary of State.
    private static readonly FrozenSet<string> OfficesOfState = Words("state defense defence treasury homeland");

    /// <summary>The names in their order.</summary>
    /// <param name="cut">The phrases of window and outlet, in which there are none.</param>
    public static List<Name> In(string text, IReadOnlyList<TextSpan> cut)
    {
        var hasCase = HasSmall().IsMatch(text) && HasCapital().IsMatch(text);
        var words = Tokens.Matches(text)
            .Where(match => !cut.Any(span => match.Index >= span.Start && match.Index < span.End))
            .Select(match => new Word(match.Index, match.Value, Possessive().Replace(match.Value, ""), StartsSentence(text, match.Index)))
            .ToList();
        var names = new List<Name>();
        var run = new List<Word>();
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            var follows = run.Count > 0 && IsJoined(text, run[^1], word);
            if (!follows)
            {
                Close();
            }

            var before = index > 0 && IsJoined(text, words[index - 1], word) ? words[index - 1] : null;
            var next = words.ElementAtOrDefault(index + 1);
            if (IsNameLike(word, next) && (Figure().IsMatch(word.Bare) ? IsNumberInName(word, before, next)
                : !Months.Contains(word.Bare) || IsMonthInName(word, before, next)))
            {
                run.Add(word);
                if (word.IsPossessive)
                {
                    Close();
                }
            }
            else if (run.Count > 0 && Connectors.Contains(word.Bare))
            {
                run.Add(word);
            }
            else
            {
                Close();
            }
        }

        Close();
        return names;

        // "Resolution 2118" and "Apollo 11" are names, "2118", "Cyprus 2013" and "lend Cyprus 10 billion" have none of a number.
        bool IsNumberInName(Word word, Word? before, Word? next) =>
            (before is not null && Numbered.Contains(before.Bare.ToLowerInvariant()))
            || (run.Count > 0 && Integer().IsMatch(word.Bare) && !YearNumber().IsMatch(word.Bare) && !(next is not null && Unit.IsMatch(next.Bare)));

        // Theresa May and August Wilson, but neither 7 May nor the August attack.
        bool IsMonthInName(Word word, Word? before, Word? next) =>
            !(before is not null && StartsWithDigit().IsMatch(before.Bare)) && !(next is not null && StartsWithDigit().IsMatch(next.Bare))
            && (run.Count > 0 || (next is not null && IsJoined(text, word, next) && IsCapitalised().IsMatch(next.Bare) && !IsNever(next)
                && !(before is not null && BeforeDates.Contains(before.Bare.ToLowerInvariant()))));

        bool IsNameLike(Word word, Word? next) =>
            word.Bare.Any(char.IsDigit)
            || (hasCase && IsCapitalised().IsMatch(word.Bare) && !IsNever(word) && !(word.IsFirst && IsOrdinaryFirst(word, next)));

        void Close()
        {
            while (run.Count > 0 && !IsNameLike(run[^1], null) && Connectors.Contains(run[^1].Bare))
            {
                run.RemoveAt(run.Count - 1);
            }

            foreach (var part in WithoutTitles(run))
            {
                var name = text[part[0].Start..(part[^1].Start + part[^1].Bare.Length)];
                var terms = Term.AllIn(name);
                if (terms.Count > 0)
                {
                    names.Add(new Name(name, terms));
                }
            }

            run.Clear();
        }
    }

    private static IEnumerable<List<Word>> WithoutTitles(List<Word> run)
    {
        var part = new List<Word>();
        for (var index = 0; index < run.Count; index++)
        {
            var isOffice = run[index].Bare == "of" && index > 0 && IsTitle(run[index - 1])
                && index + 1 < run.Count && OfficesOfState.Contains(run[index + 1].Bare.ToLowerInvariant());
            if (isOffice || IsTitle(run[index]) || LeadsToTitle(run, index))
            {
                if (part.Count > 0)
                {
                    yield return part;
                    part = [];
                }

                index += isOffice ? 1 : 0;
            }
            else if (part.Count > 0 || !Connectors.Contains(run[index].Bare))
            {
                part.Add(run[index]);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static bool LeadsToTitle(List<Word> run, int index)
    {
        while (index < run.Count && BeforeTitles.Contains(run[index].Bare.ToLowerInvariant()))
        {
            index++;
        }

        return index < run.Count && IsTitle(run[index]) && (index == 0 || BeforeTitles.Contains(run[index - 1].Bare.ToLowerInvariant()));
    }

    private static bool IsTitle(Word word) => Titles.Contains(word.Bare.TrimEnd('.').ToLowerInvariant());

    // An abbreviation is none of these words (US), and its plural no name (MPs).
    private static bool IsNever(Word word) =>
        (NeverNames.Contains(word.Bare.ToLowerInvariant().Replace('’', '\'')) && !Acronym().IsMatch(word.Bare)) || Plural().IsMatch(word.Bare);

    // An acronym, a possessive or a capital further on makes even the first word a name: NATO, Lavrov's, eBay.
    private static bool IsOrdinaryFirst(Word word, Word? next) =>
        !word.IsPossessive && !Acronym().IsMatch(word.Bare)
        && (OrdinaryFirstWords.Contains(word.Bare.ToLowerInvariant())
            || (OrdinaryEnding.IsMatch(word.Bare) && (next is null || !IsCapitalised().IsMatch(next.Bare))));

    private static bool IsJoined(string text, Word left, Word right)
    {
        var between = text.AsSpan((left.Start + left.Text.Length)..right.Start);
        return between is " " or " & " || (between is ". " && left.Text.Length <= 3);
    }

    private static bool StartsSentence(string text, int index)
    {
        var before = text.AsSpan(0, index).TrimEnd(" \"“‘'(¿¡«");
        return before.Length == 0 || (before[^1] is '.' or '?' or '!' or ':' or '…' && !EndsInAbbreviation(before));
    }

    private static bool EndsInAbbreviation(ReadOnlySpan<char> before) =>
        before[^1] == '.' && before.Length - before.LastIndexOfAny(' ', '.', before[..^1].LastIndexOf('.') < 0 ? ' ' : '.') <= 4;

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static Regex Tokens { get; } = new(@"(?<![\p{L}\p{N}])(\p{Lu}\.){2,}|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*([-'’&.,](?=[\p{L}\p{N}])(?<![.,])[\p{L}\p{M}\p{N}]+|[.,](?=\p{N})(?<=\p{N}[.,])\p{N}+|['’](?=\W|$)(?<=s['’]))*", RegexOptions.ExplicitCapture);

    [GeneratedRegex(@"['’]s?$")]
    private static partial Regex Possessive();

    // The capital may follow an article that is part of the name: al-Assad, d'Estaing, iPhone.
    [GeneratedRegex(@"^\p{Lu}|^\p{Ll}{1,3}[-'’]?\p{Lu}")]
    private static partial Regex IsCapitalised();

    [GeneratedRegex(@"^(\p{Lu}\.?){2,}|\p{Ll}\p{Lu}")]
    private static partial Regex Acronym();

    private static Regex OrdinaryEnding { get; } = new(@"(tion|sion|ment|ness|ance|ence|ship|ing|ers|ors|ists|ly|ed|ies|able|ous|ful|ity|cies)$|^[^-]+-\p{Ll}", RegexOptions.ExplicitCapture);

    [GeneratedRegex(@"^\p{Lu}{2,}s$")]
    private static partial Regex Plural();

    // 2013, 100,000, 21st, 10-year; but not 3D.
    [GeneratedRegex(@"^\p{N}[^\p{Lu}]*$")]
    private static partial Regex Figure();

    [GeneratedRegex("^[0-9]{1,4}$")]
    private static partial Regex Integer();

    [GeneratedRegex("^[0-9]")]
    private static partial Regex StartsWithDigit();

    private static Regex Unit { get; } = new(
        "^(hundred|thousand|[mb]illion|trillion|percent|per|euros?|dollars?|pounds?|rubles?|roubles?|yen|cents?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times|people|more)$",
        RegexOptions.ExplicitCapture);

    [GeneratedRegex("^(19|20)[0-9]{2}$")]
    private static partial Regex YearNumber();

    [GeneratedRegex(@"\p{Ll}")]
    private static partial Regex HasSmall();

    [GeneratedRegex(@"\p{Lu}")]
    private static partial Regex HasCapital();

    /// <param name="Text">As typed, with a possessive's ending.</param>
    /// <param name="Bare">Without it.</param>
    /// <param name="IsFirst">Whether a sentence begins with it.</param>
    private sealed record Word(int Start, string Text, string Bare, bool IsFirst)
    {
        public bool IsPossessive => Bare.Length < Text.Length;
    }
}
