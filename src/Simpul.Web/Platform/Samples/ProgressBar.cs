using System.Globalization;

namespace Simpul.Web.Platform.Samples;

/// <summary>How far long work has come: a bar that redraws itself at a terminal, a line for every tenth elsewhere.</summary>
public sealed class ProgressBar(TextWriter output, string what, bool terminal)
{
    private const int Width = 40;
    private int tenth = -1;

    public void Show(long done, long all)
    {
        var part = all == 0 ? 1 : Math.Clamp((double)done / all, 0, 1);
        if (terminal)
        {
            var full = (int)(part * Width);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string('.', Width - full)}] {part,4:P0}  {done:N0} of {all:N0} {what} "));
            if (done >= all)
            {
                output.WriteLine();
            }
        }
        else if ((int)(part * 10) is var reached && reached > tenth)
        {
            tenth = reached;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part:P0}: {done:N0} of {all:N0} {what}"));
        }
    }
}
