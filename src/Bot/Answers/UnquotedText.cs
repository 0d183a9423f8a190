using System.Text.RegularExpressions;

namespace NewsBot.Answers;

/// <summary>What a sentence says in its own voice, without what it quotes.</summary>
internal static partial class UnquotedText
{
    public static string Of(string sentence) => Quotation().Replace(sentence, " ");

    // A single mark closes only where no letter follows: elsewhere it is an apostrophe. A quotation may end in a later sentence.
    [GeneratedRegex("""“[^”]*(”|$)|"[^"]*("|$)|(?<!\p{L})‘.*?(’(?!\p{L})|$)""", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Quotation();
}
