# Renders JSON lines {"template", "data", "now"} with Ruby Liquid as Braze's server has it: lax, in UTC, now standing still.
# Answers {"output"} or {"error"} a line.
require 'json'
require 'time'
require 'liquid'

class << Time
  attr_accessor :fixed

  def now(*)
    fixed
  end
end

$stdout.sync = true
$stdin.each_line do |line|
  job = JSON.parse(line)
  Time.fixed = Time.at(job['now'])
  answer =
    begin
      { output: Liquid::Template.parse(job['template'], error_mode: :lax).render(job['data']) }
    rescue Liquid::Error => e
      { error: e.message }
    end
  puts JSON.generate(answer)
end
