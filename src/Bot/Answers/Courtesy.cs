using System.Text.RegularExpressions;

namespace NewsBot.Answers;

/// <summary>Takes away the words around a request that are only polite: “Hi there, could you please show me your sources? Thanks!”</summary>
internal static partial class Courtesy
{
    /// <param name="words">Words with one blank between them.</param>
    public static string Without(string words)
    {
        var rest = Closing().Replace(Opening().Replace(words, ""), "");
        return rest.Length > 0 ? rest : words;
    }

    [GeneratedRegex(
        @"^(((hello|hi|hey|ok|okay|so|well|now|there|bot|please|(can|could|would|will) you( please)?|(can|could|may) (I|we)( please)?|(I|we)( would|['’]d) like( you)? to|(I|we) (want|need)( you)? to|let['’]s|let us) )+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    [GeneratedRegex(@"(( (please|thanks|thank you|bot|now|for me|again please))+)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Closing();
}
