using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Simpul.Web.Modules.Applications.Repository.Git;

/// <summary>Reads object after object from one <c>git cat-file --batch</c>: thousands of small files without a process each.</summary>
internal sealed class GitContents : IAsyncDisposable
{
    private readonly Process process;
    private readonly BufferedStream output;
    private readonly Task<(byte[], bool)> complaint;

    public GitContents(GitProgram git, string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        process = git.Start(folder, ["cat-file", "--batch"], environment);
        output = new BufferedStream(process.StandardOutput.BaseStream, 64 * 1024);
        complaint = GitProgram.Read(process.StandardError.BaseStream, 4096, stopsAtMost: false, CancellationToken.None);
    }

    /// <param name="id">A full id; the caller has looked at the object's size.</param>
    /// <exception cref="GitFailedException">There is none of that id.</exception>
    public async Task<byte[]> Read(string id, CancellationToken cancel)
    {
        await process.StandardInput.BaseStream.WriteAsync(Encoding.ASCII.GetBytes(id + "\n"), cancel);
        await process.StandardInput.BaseStream.FlushAsync(cancel);
        var heading = await Line(cancel);
        if (heading.Split(' ') is not [_, _, var size] || !int.TryParse(size, CultureInfo.InvariantCulture, out var length))
        {
            throw new GitFailedException($"git cat-file answered “{heading}”.");
        }
        var content = new byte[length];
        await output.ReadExactlyAsync(content, cancel);
        output.ReadByte();
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await GitProgram.Stop(process);
        await complaint;
        await output.DisposeAsync();
        process.Dispose();
    }

    private async Task<string> Line(CancellationToken cancel)
    {
        var line = new StringBuilder();
        var letter = new byte[1];
        while (await output.ReadAsync(letter, cancel) == 1 && letter[0] != '\n')
        {
            line.Append((char)letter[0]);
            if (line.Length > 200)
            {
                break;
            }
        }
        return line.ToString();
    }
}
