namespace Simpul.Web.Platform.Ui;

/// <summary>Reads the lines in which an administrator writes where the public turns to.</summary>
public static class ContactLines
{
    /// <summary>A line with @ is the e-mail address, one of digits the telephone, the first of the rest who is asked, and what remains the address.</summary>
    /// <param name="text">One thing a line; null and blank give null.</param>
    /// <param name="government">Who is asked where no line says it.</param>
    public static Contact? Read(string? text, string government)
    {
        string? email = null, phone = null;
        var others = new List<string>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (email is null && line.Contains('@', StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal))
            {
                email = line;
            }
            else if (phone is null && line.Count(char.IsAsciiDigit) >= 5 && line.All(character => char.IsAsciiDigit(character) || character is '+' or '(' or ')' or '-' or ' '))
            {
                phone = line;
            }
            else
            {
                others.Add(line);
            }
        }
        return email is null && phone is null && others.Count == 0 ? null
            : new Contact(others.Count > 0 ? others[0] : government, others.Count > 1 ? string.Join(", ", others.Skip(1)) : null, phone, email);
    }
}
