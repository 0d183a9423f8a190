using System.Globalization;
using System.Text;

namespace NewsBot.Commands;

/// <summary>Text of stories and of users as a terminal may show it: a control character could move the cursor or change the title.</summary>
internal static class TerminalText
{
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // Format characters include those that turn the writing direction, and so make a line read as what it is not.
            var isShown = character == '\n' || char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format);
            safe.Append(isShown ? character : ' ');
        }

        return safe.ToString();
    }
}
