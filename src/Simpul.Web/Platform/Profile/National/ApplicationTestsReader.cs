namespace Simpul.Web.Platform.Profile.National;

internal sealed class ApplicationTestsReader(NationalFile file)
{
    private static readonly string[] words = ["security-test", "fitness-test", "function-check", "conformance-test"];

    public static ApplicationTests? Read(string path, YamlErrors errors) =>
        NationalFile.Read(path, errors, "", file => new ApplicationTestsReader(file).Tests());

    private ApplicationTests Tests()
    {
        List<(string Id, YamlMap Map)> sets = [];
        List<(string Id, YamlMap Map)> controls = [];
        var read = file.List(file.Map, "sets", set =>
        {
            sets.Add((set.Id("id"), set));
            foreach (var word in set.List("for"))
            {
                word.OneOf(words);
            }
            return new TestSet(
                set.Id("id"), set.Text("title"), set.Texts("for"), set["platform"].OneOf("any", "web", "mobile"), set.Text("cite"),
                set.Each("controls", control =>
                {
                    controls.Add((control.Id("id"), control));
                    return new TestControl(control.Id("id"), control.Text("title"), control.Text("text"), control.Optional("asvs")?.Text());
                }));
        });
        NationalFile.Unique(sets, "id");
        NationalFile.Unique(controls, "id");
        foreach (var word in words.Where(word => !read.Any(set => set.For.Contains(word))))
        {
            file.Map.Report("sets", $"no set answers “{word}”");
        }
        return new ApplicationTests(file.Id, file.Title, file.Regulation, file.Sources, file.InForce, read);
    }
}
