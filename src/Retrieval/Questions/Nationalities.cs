using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>Tells adjectives of nationality (<c>Cypriot</c>, <c>Dutch</c>) from names, by their endings and, where these tell nothing, by a list.</summary>
public static partial class Nationalities
{
    /// <summary>Whether the words are one adjective of nationality, or the people that are called by it: <c>Syrians</c>.</summary>
    public static bool Is(string words) => Adjective().IsMatch(words);

    [GeneratedRegex(
        @"^(\p{Lu}\p{Ll}{2,}(ian|ese|ish|iot)|(Americ|Afric|Mexic|Kore|Europe|Chile|Germ|Tibet|Cub|Liby|Ugand|Rwand|Keny|Sri Lank|Morocc|Venezuel)an"
        + @"|Dutch|French|Greek|Swiss|Thai|Czech|Slovak|Slovene|Serb|Croat|Turk|Kurd|Arab|Saudi|Israeli|Iraqi|Qatari|Kuwaiti|Emirati|Yemeni|Omani|Pakistani"
        + @"|Afghan|Uzbek|Kazakh|Tajik|Bengali|Nepali|Somali|Filipino|Welsh|Scots|Icelandic|Dane|Swede|Finn|Pole|Briton|Spaniard)s?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Adjective();
}
