using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>Takes off the words that only lead into a question: <c>So, can you please tell me who resigned?</c></summary>
internal static class Openings
{
    /// <summary>Part of a pattern: what comes before the question word, up to a comma. <c>In Rome, who …</c>, but not <c>The envoy, who …</c>.</summary>
    public const string Circumstance =
        "((about|according|after|also|amid|among|as|at|because|before|besides|by|despite|during|following|for|from|given|if|in|last|near|of|on|prior|since"
        + "|then|this|to|today|two|under|unlike|until|when|while|with|yesterday)\\b[^,?]{1,80}, )?";

    public static string Strip(string sentence) => Opening.Replace(sentence, "", 1).TrimStart(' ', ',', ':', '-', '"', '“', '‘');

    /// <summary>
    /// How many characters at the beginning of a sentence are polite words only: those that lead up to a question word, or end with a mark. So
    /// <c>Hey Jude</c> and <c>Yes Minister</c> are left.
    /// </summary>
    public static int PoliteLength(string sentence) =>
        Opening.Match(sentence) is { Success: true } match && (match.Groups["request"].Length > 0 || EndsWithMark.IsMatch(match.Value)) ? match.Length : 0;

    private static Regex EndsWithMark { get; } = new(@"\p{L}\s*[,.!:]\s*$");

    private static Regex Opening { get; } = new(
        @"^[\s""“‘¿¡]*((and|so|but|well|ok|okay|hi|hello|hey|please|also|then|now|yes|no|thanks|thank you|excuse me|pardon( me)?|sorry"
        + @"|good (morning|afternoon|evening|day)|(i have )?(a |one |just a )?(quick |short |simple )?question)\b[,.!: ]+){0,3}"
        + @"(?<request>((can|could|would|will) (you|anyone|someone|somebody) (please )?(tell|show|give|remind|let) me( know)?|(can|could|would|will) you (please )?(explain|find out|check|say)"
        + @"|(please )?(tell|show|remind) (me|us)|do (you|we) (happen to )?know|does (anyone|anybody|someone) know"
        + @"|(i|we)( ?['’]d| would)? (like|want|need) to know|i (am|was) wondering|i['’]m wondering|i wonder|any idea|let me know"
        + @"|is it known)\b[,: ]*(?=(who|what|which|when|where|why|how|if|whether|about)\b))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
