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

    private static Regex Opening { get; } = new(
        @"^[\s""“‘¿¡]*((and|so|but|well|ok|okay|hi|hello|hey|please|also|then|now|yes|no|thanks|excuse me|sorry)\b[,.!: ]+){0,3}"
        + @"(((can|could|would|will) (you|anyone|someone|somebody) (please )?(tell|show|give|remind|let) me( know)?"
        + @"|(please )?(tell|show|remind) (me|us)|do (you|we) (happen to )?know|does (anyone|anybody|someone) know"
        + @"|(i|we)( ?['’]d| would)? (like|want|need) to know|i (am|was) wondering|i['’]m wondering|i wonder|any idea|let me know"
        + @"|is it known)\b[,: ]*(?=(who|what|which|when|where|why|how|if|whether|about)\b))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);
}
