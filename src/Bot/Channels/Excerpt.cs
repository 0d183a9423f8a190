namespace NewsBot.Channels;

/// <summary>Text where there is room for so much of it and no more.</summary>
internal static class Excerpt
{
    /// <summary>The text on one line, or its beginning and an ellipsis.</summary>
    /// <param name="length">At most, in UTF-16 units; the cut leaves no half of a character.</param>
    public static string Of(string text, int length)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
        {
            return line;
        }

        var end = length - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }
}
