using System.Collections.Frozen;

namespace NewsBot.Retrieval.Sentences;

/// <summary>
/// Tells whether the words after a quotation name its speaker, and so belong to the same sentence although the quotation ended with
/// a full stop: <c>"… common ground." Kerry added.</c> but not <c>"I am tired." He said he would leave.</c>
/// </summary>
internal static class Attributions
{
    private const int MostWordsBeforeVerb = 7;
    private const int Furthest = 160;
    private const int LongestWord = 16;

    private static readonly FrozenSet<string> SpeechVerbs = Words(
        """
        said says added adds told tells asked asks replied replies answered answers explained explains noted warned warns insisted
        insists stressed argued argues wrote writes recalled declared announced tweeted joked quipped remarked observed commented
        admitted acknowledged complained exclaimed shouted yelled whispered countered suggested vowed pledged urged
        """);

    // With one of these before it, the verb says what happened and not who spoke: "You have been warned."
    private static readonly FrozenSet<string> OtherVerbs = Words(
        "is are was were be been being has have had will would can cannot could may might must should do does did not that who which what");

    // After these a listener is named first: told reporters, asked the minister.
    private static readonly FrozenSet<string> VerbsWithListener = Words("told tells asked asks warned warns urged");

    // How an attribution goes on when more than its verb is told: on Tuesday, in Geneva, to reporters, after the talks.
    private static readonly FrozenSet<string> Circumstances = Words(
        """
        on in at to during after before when as from with of about via by through outside inside near
        yesterday today tonight later earlier last monday tuesday wednesday thursday friday saturday sunday again then
        """);

    /// <summary>Reads on from the first word after the closing quotation mark.</summary>
    public static bool IsAt(ReadOnlySpan<char> text, int position)
    {
        var rest = text[position..Math.Min(text.Length, position + Furthest)];
        var words = new WordReader(rest);
        for (var count = 0; count < MostWordsBeforeVerb && words.MoveNext(); count++)
        {
            if (count > 0 && IsOneOf(SpeechVerbs, words.Current))
            {
                return EndsAsAttribution(rest, words) && !HasOwnContent(rest[words.End..]);
            }

            if (IsOneOf(OtherVerbs, words.Current))
            {
                return false;
            }

            // The name of a speaker has no comma, colon or full stop in it, but for that of an abbreviation: Mr. Smith, J. K. Rowling.
            var after = words.End;
            if (after < rest.Length && !Punctuation.IsBlank(rest[after])
                && !(rest[after] == '.' && Abbreviations.Before(rest, after) != Abbreviation.None))
            {
                return false;
            }
        }

        return false;
    }

    private static bool EndsAsAttribution(ReadOnlySpan<char> rest, WordReader words)
    {
        var mayNameListener = IsOneOf(VerbsWithListener, words.Current);
        if (IsClauseEnd(rest, words.End))
        {
            return true;
        }

        for (var listener = 0; words.MoveNext() && listener <= 5; listener++)
        {
            if (IsOneOf(Circumstances, words.Current))
            {
                return true;
            }

            if (!mayNameListener)
            {
                return false;
            }

            if (IsClauseEnd(rest, words.End))
            {
                return true;
            }
        }

        return false;
    }

    // He said on Tuesday that …, She added: "…": these report something of their own.
    private static bool HasOwnContent(ReadOnlySpan<char> tail)
    {
        var end = tail.IndexOfAny('.', '!', '?');
        var clause = end < 0 ? tail : tail[..end];
        return clause.Contains(" that ", StringComparison.Ordinal) || clause.ContainsAny('"', '“', ':');
    }

    private static bool IsClauseEnd(ReadOnlySpan<char> text, int position) =>
        position >= text.Length || Punctuation.IsTerminator(text[position]) || text[position] is ',' or ';';

    private static bool IsOneOf(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        word.Length <= LongestWord && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Words(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Words with their apostrophes and hyphens: O'Neill, vice-president.
    private ref struct WordReader(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int start;

        public int End { get; private set; }

        public readonly ReadOnlySpan<char> Current => text[start..End];

        public bool MoveNext()
        {
            start = End;
            while (start < text.Length && (Punctuation.IsBlank(text[start]) || text[start] == '.'))
            {
                start++;
            }

            End = start;
            while (End < text.Length && (char.IsLetterOrDigit(text[End]) || text[End] is '\'' or '’' or '-'))
            {
                End++;
            }

            return End > start;
        }
    }
}
